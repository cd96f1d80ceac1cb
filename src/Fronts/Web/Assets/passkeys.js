// Passkeys: the browser's own ceremony between two requests to the server, which gives the challenge and checks the answer.

const able = typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

/** Sends a form's fields for a challenge; what the server says against it is thrown as a sentence. */
const challenge = async (path, form) => {
  const answer = await fetch(path, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
  if (answer.ok) return answer.json();
  throw Object.assign(new Error(String(answer.status)), { said: answer.headers.get("content-type")?.startsWith("text/plain") ? await answer.text() : null });
};

const ceremonies = {
  "sign-in": async (form) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await challenge("/passkeys/options", form));
    return navigator.credentials.get({ publicKey });
  },
  add: async (form) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await challenge("/passkeys/new", form));
    return navigator.credentials.create({ publicKey });
  },
};

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = !able;
  const problem = form.querySelector("[data-problem]");
  const usual = problem.textContent;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.elements.namedItem("Credential").value = JSON.stringify(credential.toJSON());
      const password = form.elements.namedItem("Password");
      if (password) password.value = "";
      HTMLFormElement.prototype.submit.call(form);
    } catch (error) {
      problem.textContent = error.said ?? usual;
      problem.hidden = false;
      problem.tabIndex = -1;
      problem.focus();
      button.disabled = false;
    }
  });
}

for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = able;
