/** Say *text* in the corner and to screen readers; it stays twelve seconds. */
export function announce(text) {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  place.append(toast);
  setTimeout(() => toast.remove(), 12_000);
}
