const POLL = 10_000;
const TYPED = "textarea, select, input:not([type=hidden])";
const WORDS = "textarea, input:not([type=hidden], [type=radio], [type=checkbox])";

/**
 * A part of a page that follows what happens elsewhere, and never takes away what is typed here.
 *
 * `data-stream` says when something moved (its messages are versions), `data-part` answers the
 * content anew, `data-version` is the version shown. Without a stream the part is asked for every
 * ten seconds. `data-rest="4"`: at least four seconds between two answers. Where the content has
 * elements marked `data-moves` (each with an id), only those are replaced. An element that carries
 * `data-left="384"` (seconds) counts down to 0:00 by itself. A link of class `by-hand` that reloads
 * the page shows only where this never ran.
 */
class LivePart extends HTMLElement {
  connectedCallback() {
    this.version = this.dataset.version;
    this.rest = Number(this.dataset.rest ?? 0) * 1000;
    this.ticking = setInterval(() => this.tick(), POLL);
    this.counting = setInterval(() => this.countDown(), 1000);
    this.setClocks();
    this.wake = () => document.visibilityState === "visible" && this.tick();
    document.addEventListener("visibilitychange", this.wake);
    addEventListener("online", this.wake);
    this.addEventListener("focusout", () => this.isLate && this.refresh());
    this.addEventListener("htmx:afterSwap", () => this.setClocks());
    this.listen();
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
    clearInterval(this.counting);
    clearTimeout(this.later);
    document.removeEventListener("visibilitychange", this.wake);
    removeEventListener("online", this.wake);
    this.source?.close();
  }

  listen() {
    this.source?.close();
    this.source = new EventSource(this.dataset.stream);
    this.source.addEventListener("message", (event) => {
      if (event.data === this.version) return;
      this.version = event.data;
      this.refresh();
    });
  }

  /** Ask anew where the stream is silent or gone, and for what was put off. */
  tick() {
    if (this.source.readyState === EventSource.CLOSED) this.listen();
    if (this.source.readyState !== EventSource.OPEN || this.isLate) this.refresh();
  }

  /** Show the content as it is now, once the rest since the last answer is over. */
  refresh() {
    clearTimeout(this.later);
    const wait = (this.shownAt ?? -Infinity) + this.rest - performance.now();
    this.later = setTimeout(() => this.fetchPart(), Math.max(wait, 0));
  }

  async fetchPart() {
    this.shownAt = performance.now();
    let answer, text;
    try {
      answer = await fetch(this.dataset.part);
      text = await answer.text();
    } catch {
      this.isLate = true;
      return;
    }
    if (!answer.ok || !this.isConnected) return;
    if (answer.redirected) location.reload();
    else this.show(text);
  }

  show(text) {
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    const moves = [...this.querySelectorAll("[data-moves]")].filter((one) => fresh.content.getElementById(one.id));
    this.isLate = false;
    if (!moves.length) this.change(this, (content) => this.replaceChildren(content), fresh.content);
    for (const one of moves) this.change(one, (content) => one.replaceWith(content), fresh.content.getElementById(one.id));
  }

  /** Replace *old*, with what was typed and where the focus was; later while somebody is at it. */
  change(old, replace, content) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const typed = [...old.querySelectorAll(TYPED)].filter(isTyped);
    const isLost = (field) => field.matches(WORDS) && (field === focused || !twin(field, content));
    if (old.querySelector("dialog[open], :popover-open, [data-held]") || typed.some(isLost)) {
      this.isLate = true;
      return;
    }
    for (const field of typed) give(field, twin(field, content));
    const open = [...old.querySelectorAll("details[open][id]")];
    for (const one of open) content.querySelector(`#${CSS.escape(one.id)}`)?.setAttribute("open", "");
    const next = focused && twin(focused, content);
    replace(content);
    next?.focus({ preventScroll: true });
    this.setClocks();
    window.htmx?.process(this);
  }

  /** The seconds left are the server's; they run by what elapsed here, never by the phone's clock. */
  setClocks() {
    for (const one of this.querySelectorAll("[data-left]")) {
      one.endsAt = performance.now() + Number(one.dataset.left) * 1000;
      one.removeAttribute("data-left");
      one.setAttribute("data-counts", "");
    }
  }

  countDown() {
    for (const one of this.querySelectorAll("[data-counts]")) {
      const left = Math.max(Math.ceil((one.endsAt - performance.now()) / 1000), 0);
      one.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    }
  }
}

function isTyped(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function give(field, other) {
  if (!other) return;
  if ("checked" in field) other.checked = field.checked;
  other.value = field.value;
}

/** Return the element of *content* that is the same as *one*: by its id, or by what it does. */
function twin(one, content) {
  if (one.id) return content.querySelector(`#${CSS.escape(one.id)}`);
  return [...content.querySelectorAll(one.localName)].find((other) => deed(other) === deed(one));
}

function deed(one) {
  const value = one.matches("button, [type=radio], [type=checkbox]") ? one.value : "";
  return [one.form?.getAttribute("action"), one.getAttribute("href"), one.name, value].join("|");
}
customElements.define("live-part", LivePart);
