// What is left of a limit while one types, counted as the server counts: characters as readers see them, a link 23, of @name@host only @name.
// The server has the last word; without this script it says the limit.

const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const link = /https?:\/\/[^\s<>"]+/giu;
const elsewhere = /(@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?)@[\p{L}\p{N}.-]+[\p{L}\p{N}]/giu;

const count = (text) => {
  const plain = text.trim().replaceAll("\r\n", "\n").replace(link, "x".repeat(23)).replace(elsewhere, "$1");
  let n = 0;
  for (const _ of clusters.segment(plain)) n++;
  return n;
};

for (const counter of document.querySelectorAll("[data-counter]")) {
  const area = document.getElementById(counter.dataset.counter);
  const form = area?.form;
  if (!form) continue;
  const story = form.elements.namedItem("Story");
  const warning = form.elements.namedItem("Warning");
  const show = () => {
    const most = Number(story?.checked && area.dataset.story ? area.dataset.story : counter.dataset.most);
    const left = most - count(area.value) - (warning ? count(warning.value) : 0);
    counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.classList.toggle("over", left < 0);
  };
  for (const input of [area, story, warning]) input?.addEventListener("input", show);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("button.primary"));
  });
  show();
}

// Of the rows for pictures only the first empty one is in sight.

const rows = [...document.querySelectorAll("[data-picture]")];
const reveal = () => {
  let empty = 0;
  for (const row of rows) {
    const used = row.querySelector("input[type=file]").files.length > 0 || row.querySelector("[aria-invalid]");
    row.hidden = !used && empty > 0;
    if (!used) empty++;
  }
};
for (const row of rows) row.addEventListener("change", reveal);
reveal();
