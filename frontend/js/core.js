// What every page with the shell may need. Nothing here is needed to use a page.
import { announce } from "./say.js";
import "./copy-text.js";
import "./live.js";
import { saveFigure } from "./figures.js";

const later = { "data-chart": "charts", "sort-list": "sorting", "note-board": "sorting" };

/** Load the big modules only where an element asks for them. */
function loadWhatIsUsed(root) {
  for (const [tag, name] of Object.entries(later)) {
    if (!customElements.get(tag) && root.querySelector(tag)) import(document.body.dataset[name]);
  }
}

/** The summary of errors takes the focus, also when a part of the page was changed. */
function focusErrors(root) {
  root.querySelector?.("[data-errors]")?.focus();
}

/** A dialog opens as a popover without this; with it, what is behind waits. */
function openDialog(button) {
  const dialog = document.getElementById(button.dataset.opens);
  dialog.showModal();
  const typed = dialog.querySelector("[data-must]");
  const act = dialog.querySelector("button:not([data-closes])");
  if (!typed) return;
  const check = () => (act.disabled = typed.value.trim() !== typed.dataset.must);
  typed.addEventListener("input", check);
  check();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens], [data-closes], [data-save], [data-print]");
  if (!button) return;
  if (button.popoverTargetElement) event.preventDefault();
  if ("opens" in button.dataset) openDialog(button);
  else if ("closes" in button.dataset) button.closest("dialog").close();
  else if ("print" in button.dataset) window.print();
  else saveFigure(button.dataset.save, document.getElementById(button.dataset.figure));
});

/** The look changes at once; the server keeps the choice for the next page. */
function watchAppearance() {
  const form = document.querySelector("[data-appearance]");
  if (!form) return;
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => {
    const body = new FormData(form);
    const theme = body.get("theme");
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  focusErrors(event.target);
  loadWhatIsUsed(event.target);
});
document.addEventListener("htmx:sendError", () => announce(document.body.dataset.offline));
document.addEventListener("htmx:responseError", () => announce(document.body.dataset.failed));
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  const search = document.querySelector(".search input");
  if (!search) return;
  event.preventDefault();
  search.focus();
});

watchAppearance();
focusErrors(document);
loadWhatIsUsed(document);
