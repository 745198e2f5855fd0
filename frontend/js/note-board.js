import Sortable from "sortablejs/modular/sortable.core.esm.js";

/**
 * Notes arranged by dragging or by keyboard; each group also has its button, each note its menu.
 *
 * <note-board><section data-group>…<button class="put">…<ul class="notes"><li data-note>…
 * with a checkbox in each note. ↑ ↓ choose a note, 0 to 9 press the button of a group.
 */
class NoteBoard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.press(event));
    for (const list of this.querySelectorAll(".notes")) {
      Sortable.create(list, {
        group: "notes",
        sort: false,
        animation: 0,
        delay: 200,
        delayOnTouchOnly: true,
        draggable: "[data-note]",
        onStart: () => this.toggleAttribute("data-held", true),
        onEnd: (event) => this.drop(event),
      });
    }
  }

  get notes() {
    return [...this.querySelectorAll("[data-note] input")];
  }

  drop({ item, from, to }) {
    this.toggleAttribute("data-held", false);
    if (from === to) return;
    const dragged = item.querySelector("input");
    if (!dragged) return;
    if (!dragged.checked) for (const one of this.notes) one.checked = one === dragged;
    this.put(to.closest("[data-group]"));
  }

  press(event) {
    const note = event.target.closest("[data-note] input");
    if (!note || event.ctrlKey || event.metaKey || event.altKey) return;
    const notes = this.notes;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) notes[notes.indexOf(note) + step]?.focus();
    else if (/^[0-9]$/.test(event.key)) this.send(note, Number(event.key));
    else return;
    event.preventDefault();
  }

  /** Send the ticked notes, else this one; the next of its group is then at hand. */
  send(note, number) {
    const group = this.querySelectorAll("[data-group]")[number];
    if (!group) return;
    if (!this.notes.some((one) => one.checked)) note.checked = true;
    const beside = [...note.closest("[data-group]").querySelectorAll("[data-note] input")];
    const stays = (one) => !one.checked;
    const next = beside.slice(beside.indexOf(note)).find(stays) ?? beside.findLast(stays);
    next?.focus();
    this.put(group);
  }

  put(group) {
    group?.querySelector(".put")?.click();
  }
}
customElements.define("note-board", NoteBoard);
