const RETRY_DELAY = 3000;
const PATIENCE = 15_000;

/** What waits on this phone under a name, kept through a reload; in memory where storage is refused. */
export class Store {
  constructor(name, empty) {
    this.name = `essaim:${name}`;
    this.memory = empty;
    try {
      this.memory = { ...empty, ...JSON.parse(localStorage.getItem(this.name)) };
    } catch {
      // storage refused or unreadable: nothing was kept
    }
  }

  keep(change) {
    Object.assign(this.memory, change);
    try {
      localStorage.setItem(this.name, JSON.stringify(this.memory));
    } catch {
      // storage refused (private window): kept until the page is left
    }
  }
}

/** Calls *send* again in a few seconds, or as soon as the network is back. */
export class Retry {
  constructor(send) {
    this.now = () => {
      clearTimeout(this.timer);
      send();
    };
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.now, RETRY_DELAY);
    addEventListener("online", this.now, { once: true });
  }
}

/**
 * Post *body* to where *form* goes, and return what became of it: `kept`, `refused` with its
 * reason, or `waits` when it must be sent again. A page older than its cookie asks for a new one.
 */
export async function post(form, body) {
  try {
    let answer = await sent(form, body);
    if (answer.status === 403 && (await renew(form))) answer = await sent(form, body);
    if (answer.status === 204) return { kept: true };
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.status < 400 || answer.status >= 500 || !isJson) return { waits: true };
    return { refused: (await answer.json()).reason, status: answer.status };
  } catch {
    return { waits: true };
  }
}

function sent(form, body) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const headers = { Accept: "application/json" };
  return fetch(form.action, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
}

async function renew(form) {
  const page = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
  return Boolean(fresh);
}
