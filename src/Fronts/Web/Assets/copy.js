// Buttons that copy what they name: shown only where copying works, and saying so in place.
for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  const said = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const named = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText((named.value ?? named.innerText).trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}
