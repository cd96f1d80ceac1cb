// How far an archive is, without reloading: the same page is fetched again, and its part put in the place of this one. Without scripts there is a link that does it.
const part = () => document.querySelector('[data-archives]');

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-archives]');
    if (fresh) part().replaceChildren(...fresh.childNodes);
    if (fresh?.dataset.archives === 'busy') setTimeout(look, 2000);
    else location.reload();
  } catch {
    setTimeout(look, 10000);
  }
}

if (part()?.dataset.archives === 'busy') setTimeout(look, 2000);
