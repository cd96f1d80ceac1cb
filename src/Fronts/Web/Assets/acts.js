// The buttons under posts without leaving the page: the form is sent as it is, and of the page that comes back only this post's own row of buttons is taken.
// Where anything is unusual the form is sent the ordinary way.

const act = document.getElementById("act");

act?.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const post = button?.closest(".post");
  const row = button?.closest(".acts, .poll");
  if (!button?.formAction || !row || !post?.id) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(act, button));
  button.disabled = true;
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(post.id)?.querySelector(row.matches(".poll") ? ":scope .poll" : ":scope > .acts");
    if (!fresh) throw new Error("not on this page any more");
    const place = [...row.querySelectorAll("button, a, summary")].indexOf(button);
    row.replaceWith(fresh);
    // After a vote its result is what is read out.
    (row.matches(".poll") ? fresh : [...fresh.querySelectorAll("button, a, summary")][place])?.focus();
  } catch {
    button.disabled = false;
    act.action = button.formAction;
    HTMLFormElement.prototype.submit.call(act);
  }
});

// One menu is open at a time, and Escape or a click elsewhere closes it.

const close = (except) => {
  for (const menu of document.querySelectorAll(".acts details[open], .menu[open]")) if (menu !== except) menu.open = false;
};

document.addEventListener("click", (event) => close(event.target.closest?.(".acts details, .menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".acts details[open], .menu[open]");
  open?.querySelector("summary")?.focus();
  close(null);
});
