// The form without account: a phone, one thumb, a network that comes and goes.
import "./answer-form.js";

document.querySelector("[data-errors]")?.focus();
