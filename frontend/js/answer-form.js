const DRAFT_DELAY = 700;
const RETRY_DELAY = 5000;

/**
 * A form that loses nothing: what is typed stays on the phone until the server has it.
 *
 * Around one form. `data-key` names it on the phone; the form's `data-draft` is where drafts go.
 * Parts marked `data-screen` are shown one at a time, moved by buttons `data-go="next|back"` or
 * by links to one of them (`data-go="0"`); the address follows when they carry `data-url`.
 * `data-when="first middle last"` says beside which screens an element stands, and
 * `data-said="name"` repeats the words of the answer ticked under that name.
 */
class AnswerForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.offline = this.querySelector(".offline");
    this.screens = [...this.querySelectorAll("[data-screen]")];
    this.key = `essaim:${this.dataset.key || location.pathname}`;
    this.restore();
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("click", (event) => this.move(event));
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.show(true));
    if (this.screens.length) this.open(this.firstScreen(), false);
    if (!navigator.onLine) this.show(true);
    if (this.kept.sending) this.flush();
  }

  get kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  set kept(value) {
    try {
      localStorage.setItem(this.key, JSON.stringify(value));
    } catch {
      // storage refused (private window): the server's drafts remain
    }
  }

  fields() {
    const hidden = [...this.form.querySelectorAll("input[type=hidden]")].map((one) => one.name);
    return [...new FormData(this.form)].filter(([name]) => !hidden.includes(name));
  }

  restore() {
    for (const [name, value] of this.kept.fields ?? []) {
      for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else if (!field.value) field.value = value;
      }
    }
  }

  keep() {
    this.kept = { ...this.kept, fields: this.fields() };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), DRAFT_DELAY);
  }

  /** Send what waits: the whole answer when it was given, else the draft. */
  async flush() {
    if (this.kept.sending) return this.send();
    if (!this.form.dataset.draft) return undefined;
    try {
      const body = new FormData(this.form);
      const answer = await fetch(this.form.dataset.draft, { method: "POST", body });
      this.show(false);
      const saved = this.querySelector("[data-saved]");
      if (saved) saved.hidden = !answer.ok;
    } catch {
      this.show(true);
      this.again();
    }
    return undefined;
  }

  submit(event) {
    event.preventDefault();
    const pressed = event.submitter;
    this.kept = { ...this.kept, fields: this.fields(), sending: [pressed?.name ?? "", pressed?.value ?? ""] };
    this.send();
  }

  async send() {
    const body = new FormData(this.form);
    const [name, value] = this.kept.sending;
    if (name) body.set(name, value);
    let answer;
    try {
      answer = await fetch(this.form.action, { method: "POST", body });
    } catch {
      this.show(true);
      this.again();
      return;
    }
    if (answer.ok) localStorage.removeItem(this.key);
    else this.kept = { ...this.kept, sending: undefined };
    if (answer.redirected) location.assign(answer.url);
    else this.replace(await answer.text());
  }

  replace(page) {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    if (!fresh) return;
    document.querySelector("main").replaceWith(document.adoptNode(fresh));
    (document.querySelector("[data-errors]") ?? document.querySelector("main")).focus();
  }

  again() {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.flush(), RETRY_DELAY);
  }

  show(isOffline) {
    if (this.offline) this.offline.hidden = !isOffline;
  }

  /** Return where to start: a refused screen, the first unanswered one kept here, or the server's. */
  firstScreen() {
    const refused = this.screens.findIndex((screen) => screen.querySelector("[data-errors]"));
    if (refused >= 0) return refused;
    const shown = Math.max(this.screens.findIndex((screen) => !screen.hidden), 0);
    if (!this.kept.fields) return shown;
    const answered = (screen) => screen.querySelector(":checked") || !screen.querySelector("[type=radio]");
    const found = this.screens.findIndex((screen) => !answered(screen));
    return found < 0 ? shown : found;
  }

  open(number, takesFocus = true) {
    this.at = number;
    this.screens.forEach((screen, index) => (screen.hidden = index !== number));
    const { url } = this.screens[number].dataset;
    if (url) {
      history.replaceState(history.state, "", url);
      this.form.action = url;
    }
    this.dress(number);
    if (!takesFocus) return;
    const title = this.screens[number].querySelector("h1, legend");
    title.tabIndex = -1;
    title.focus();
    scrollTo(0, 0);
  }

  /** Show what stands beside this screen, and say again what was answered. */
  dress(number) {
    const place = number === 0 ? "first" : number === this.screens.length - 1 ? "last" : "middle";
    for (const one of this.querySelectorAll("[data-when]")) {
      one.hidden = !one.dataset.when.split(" ").includes(place);
    }
    for (const one of this.querySelectorAll("[data-said]")) {
      const ticked = this.form.querySelector(`[name="${CSS.escape(one.dataset.said)}"]:checked`);
      one.textContent = ticked?.closest("label")?.textContent.trim() ?? one.dataset.none;
    }
  }

  move(event) {
    const button = event.target.closest("[data-go]");
    if (!button || !this.screens.length) return;
    const { go } = button.dataset;
    const next = go === "next" ? this.at + 1 : go === "back" ? this.at - 1 : Number(go);
    if (!(next >= 0 && next < this.screens.length)) return;
    event.preventDefault();
    this.keep();
    this.open(next);
  }
}
customElements.define("answer-form", AnswerForm);
