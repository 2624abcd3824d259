"use strict";

// Everything works without this file. It keeps begun entries of a form in the browser's
// tab, so that a reload or the end of a session loses nothing, and it narrows long choices.

const reader = document.body.dataset.reader || "";
const PREFIX = "draft:";
const SENT = "draft-sent";
const keyFor = (path) => `${PREFIX}${reader}:${path}`;

function typed(form) {
  return Array.from(form.elements).filter((field) => field.name && field.name !== "csrfmiddlewaretoken"
    && !["password", "hidden", "file", "submit", "button"].includes(field.type));
}

function snapshot(form) {
  return typed(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
    if (field.multiple && field.options) return [field.name, Array.from(field.selectedOptions, (o) => o.value), true];
    return [field.name, field.value, true];
  });
}

function fill(form, values) {
  for (const field of typed(form)) {
    const ticked = field.type === "checkbox" || field.type === "radio";
    const found = values.find(([name, value]) => name === field.name && (!ticked || value === field.value));
    if (!found) continue;
    if (ticked) field.checked = found[2];
    else if (field.multiple && field.options) for (const o of field.options) o.selected = found[1].includes(o.value);
    else field.value = found[1];
  }
}

function forgetSent() {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  const arrived = document.querySelector("[data-done]") || sent !== keyFor(location.pathname);
  if (arrived && !document.querySelector("[data-keep-drafts]")) {
    sessionStorage.removeItem(sent);
    sessionStorage.removeItem(SENT);
  }
}

function keep(form) {
  const key = keyFor(location.pathname);
  const notice = document.querySelector("[data-draft-notice]");
  const empty = JSON.stringify(snapshot(form));
  const kept = sessionStorage.getItem(key);
  if (sessionStorage.getItem(SENT) === key) sessionStorage.removeItem(SENT); // it came back
  if (kept && kept !== empty && !document.querySelector(".error-summary")) {
    fill(form, JSON.parse(kept));
    if (notice && JSON.stringify(snapshot(form)) !== empty) notice.hidden = false;
  }
  const forget = () => sessionStorage.removeItem(key);
  form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(snapshot(form))));
  form.addEventListener("submit", () => {
    sessionStorage.setItem(key, JSON.stringify(snapshot(form)));
    sessionStorage.setItem(SENT, key);
  });
  form.querySelectorAll("[data-abandon]").forEach((link) => link.addEventListener("click", forget));
  document.querySelectorAll("[data-draft-discard]").forEach((button) => button.addEventListener("click", () => {
    forget();
    form.reset();
    notice.hidden = true;
    const first = typed(form)[0];
    if (first) first.focus();
  }));
}

// A long choice gets a field that leaves only what contains the typed words; what is chosen stays.
function narrow(box) {
  const group = box.closest("fieldset");
  const select = group ? null : box.parentElement.querySelector("select");
  const entries = Array.from(group ? group.querySelectorAll(".kern-form-check") : select.options);
  if (entries.length <= 20) return;
  const asked = box.querySelector("input");
  const told = box.querySelector("[role=status]");
  box.hidden = false;
  asked.addEventListener("input", () => {
    const words = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = entries.filter((entry) => words.every((word) => entry.textContent.toLowerCase().includes(word)));
    if (group) {
      for (const row of entries) row.hidden = !fitting.includes(row) && !row.querySelector("input").checked;
    } else {
      const chosen = select.value;
      select.replaceChildren(...entries.filter((option) => fitting.includes(option) || !option.value || option.value === chosen));
      select.value = chosen;
    }
    told.textContent = words.length ? `${told.dataset.words} ${fitting.length}` : "";
  });
  asked.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

function leave() {
  Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
}

forgetSent();
document.querySelectorAll("form.deed:not([data-no-draft])").forEach(keep);
document.querySelectorAll("[data-narrows]").forEach(narrow);
document.querySelectorAll("form[data-leave]").forEach((form) => form.addEventListener("submit", leave));
