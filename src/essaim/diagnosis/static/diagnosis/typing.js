// Typing sheets by keyboard alone: a digit fills its question and goes on, Enter goes on too.
const form = document.querySelector("[data-typing]");
const marks = [...form.querySelectorAll("[name^='mark-']")];
const code = form.querySelector("[name='code']");
code.setAttribute("list", "codes");

function next(from) {
  const place = marks.indexOf(from);
  const target = place < 0 ? marks[0] : marks[place + 1];
  if (target) {
    target.focus();
    target.select();
  } else {
    form.querySelector("button.main").focus();
  }
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.matches("button")) return;
  event.preventDefault();
  const row = event.target.closest("li");
  next(row ? row.querySelector("[name^='mark-']") : event.target);
});
form.addEventListener("input", (event) => {
  if (marks.includes(event.target) && /^[0-9]$/.test(event.target.value)) next(event.target);
});
if (!document.querySelector("[data-errors]")) code.focus();
