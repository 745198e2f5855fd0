import { Retry, Store, post } from "./outbox.js";

/**
 * The field of a note, and the notes of this phone that are not yet in the room.
 *
 * `data-key` names the outbox on the phone. A note sent is shown at once as waiting, goes when the
 * network allows, in order, under a key of its own: sent twice, it arrives once. A note refused
 * comes back to the field, or stays in the list with the reason. Without a form (the session is
 * over), the list alone. `data-state` and `data-over` hold the words of what waits and what exceeds.
 */
class NoteBox extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-outbox]");
    this.store = new Store(this.dataset.key, { notes: [], draft: "" });
    this.retry = new Retry(() => this.flush());
    if (this.form) this.openField();
    this.list.addEventListener("click", (event) => this.takeUp(event));
    this.draw();
    this.flush();
  }

  openField() {
    this.field = this.form.elements.text;
    this.field.value ||= this.store.memory.draft;
    this.field.addEventListener("input", () => {
      this.store.keep({ draft: this.field.value });
      this.count();
    });
    this.form.addEventListener("submit", (event) => this.add(event));
    this.count();
  }

  get notes() {
    return this.store.memory.notes;
  }

  add(event) {
    event.preventDefault();
    const text = this.field.value;
    this.say("");
    this.field.focus();
    if (!text.trim()) return;
    this.field.value = "";
    this.store.keep({ notes: [...this.notes, { key: newKey(), text }], draft: "" });
    this.count();
    this.draw();
    this.flush();
  }

  /** Send what waits, one after the other: never two at once, or the order is lost. */
  async flush() {
    const note = this.notes.find((one) => !one.reason);
    if (!this.form || !note || this.isSending) return;
    this.isSending = true;
    const body = new FormData();
    body.set("key", note.key);
    body.set("text", note.text);
    const outcome = await post(this.form, body);
    this.isSending = false;
    if (outcome.waits) {
      this.retry.later();
      return;
    }
    this.settle(note, outcome);
    this.flush();
  }

  settle(note, { refused, status }) {
    const isCorrected = refused && status === 422 && !this.field.value.trim();
    if (refused && !isCorrected) note.reason = refused;
    this.store.keep({ notes: this.notes.filter((one) => one !== note || note.reason) });
    if (isCorrected) this.giveBack(note.text, refused);
    this.draw();
    if (!refused) this.closest("live-part")?.refresh();
  }

  giveBack(text, reason) {
    this.field.value = text;
    this.store.keep({ draft: text });
    this.count();
    this.say(reason);
  }

  /** A refused note goes back to the field, behind what is being written there. */
  takeUp(event) {
    if (!event.target.closest("button")) return;
    const key = event.target.closest("li").dataset.note;
    const note = this.notes.find((one) => one.key === key);
    this.store.keep({ notes: this.notes.filter((one) => one !== note) });
    this.giveBack([this.field.value, note.text].filter(Boolean).join("\n"), note.reason);
    this.draw();
    this.field.focus();
  }

  draw() {
    const model = this.querySelector("template").content;
    const { draft } = this.store.memory;
    const shown = draft && !this.form ? [...this.notes, { text: draft }] : this.notes;
    this.list.hidden = !shown.length;
    this.list.querySelector("ul").replaceChildren(
      ...shown.map((note) => {
        const item = model.cloneNode(true).firstElementChild;
        item.dataset.note = note.key ?? "";
        item.querySelector("[data-text]").textContent = note.text;
        item.querySelector("[data-state]").textContent = note.reason ?? (this.form ? this.dataset.state : this.dataset.over);
        item.querySelector("button").hidden = !note.reason || !this.form;
        return item;
      }),
    );
  }

  say(reason) {
    const place = this.querySelector("[data-wrong]");
    place.textContent = reason;
    this.field.toggleAttribute("aria-invalid", Boolean(reason));
    if (reason) this.field.setAttribute("aria-invalid", "true");
  }

  count() {
    const place = this.querySelector("[data-count]");
    const signs = [...this.field.value.normalize("NFC").trim().replace(/\s+/gu, " ")].length;
    const left = Number(place.dataset.most) - signs;
    place.textContent = (left < 0 ? place.dataset.over : place.dataset.remain).replace("{n}", Math.abs(left));
    place.classList.toggle("over", left < 0);
  }
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
customElements.define("note-box", NoteBox);
