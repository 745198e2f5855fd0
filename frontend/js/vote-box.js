import { Retry, post } from "./outbox.js";

/**
 * A ballot: buttons − and + beside each number, what is left to give, and a vote that waits for
 * the network instead of leaving the page. `data-dots` is how many may be given, where they count.
 */
class VoteBox extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.dots = Number(this.dataset.dots ?? 0);
    this.retry = new Retry(() => this.isWaiting && this.send());
    for (const button of this.querySelectorAll("[data-step]")) button.hidden = false;
    this.addEventListener("click", (event) => this.move(event));
    this.form.addEventListener("input", () => this.show());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.show();
  }

  numbers() {
    return [...this.form.querySelectorAll("input[type=number]")];
  }

  given() {
    return this.numbers().reduce((sum, one) => sum + (Number(one.value) || 0), 0);
  }

  move(event) {
    const button = event.target.closest("[data-step]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const number = document.getElementById(button.getAttribute("aria-controls"));
    number.value = Math.max((Number(number.value) || 0) + Number(button.dataset.step), 0);
    this.show();
  }

  /** A button that can do nothing says so, but keeps the focus it may have. */
  show() {
    const place = this.querySelector("[data-remain]");
    if (!place) return;
    const left = this.dots - this.given();
    place.textContent = (left < 0 ? place.dataset.over : place.dataset.remain).replace("{n}", Math.abs(left));
    for (const button of this.querySelectorAll("[data-step]")) {
      const number = document.getElementById(button.getAttribute("aria-controls"));
      const isIdle = button.dataset.step > 0 ? left <= 0 : !Number(number.value);
      button.setAttribute("aria-disabled", isIdle);
    }
  }

  async send() {
    this.isWaiting = true;
    const outcome = await post(this.form, new FormData(this.form));
    this.isWaiting = Boolean(outcome.waits);
    this.querySelector(".offline").hidden = !outcome.waits;
    this.querySelector("[data-wrong]").textContent = outcome.refused ?? "";
    if (outcome.waits) this.retry.later();
    else if (outcome.kept) this.keep();
  }

  /** What was sent is no longer something typed: the followed part may change it. */
  keep() {
    for (const one of this.form.querySelectorAll("input")) {
      one.defaultValue = one.value;
      one.defaultChecked = one.checked;
    }
    this.closest("live-part")?.refresh();
  }
}
customElements.define("vote-box", VoteBox);
