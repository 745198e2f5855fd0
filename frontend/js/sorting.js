import Sortable from "sortablejs/modular/sortable.core.esm.js";
import "./note-board.js";

/**
 * A list put in order by dragging; each line also has its « Monter » and « Descendre » buttons.
 *
 * <sort-list><form><input type="hidden" name="order"><ol><li data-id="3">…
 */
class SortList extends HTMLElement {
  connectedCallback() {
    const list = this.querySelector("ol, ul, tbody");
    const handle = list.querySelector("[data-grip]") ? "[data-grip]" : undefined;
    Sortable.create(list, { animation: 0, dataIdAttr: "data-id", handle, onEnd: () => this.tell() });
    this.addEventListener("click", (event) => this.step(event));
  }

  step(event) {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const line = button.closest("[data-id]");
    if (button.dataset.step === "up") line.previousElementSibling?.before(line);
    else line.nextElementSibling?.after(line);
    button.focus();
    this.tell();
  }

  tell() {
    const order = [...this.querySelectorAll("[data-id]")].map((line) => line.dataset.id);
    const field = this.querySelector("input[name=order]");
    field.value = order.join(",");
    field.form?.requestSubmit();
  }
}
customElements.define("sort-list", SortList);
