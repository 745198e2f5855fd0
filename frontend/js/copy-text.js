import { announce } from "./say.js";

/** A button that copies the text of another element: <copy-text data-from="id"><button>…. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.hidden = !navigator.clipboard;
    this.addEventListener("click", async () => {
      const source = document.getElementById(this.dataset.from);
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      announce(this.dataset.done);
    });
  }
}
customElements.define("copy-text", CopyText);
