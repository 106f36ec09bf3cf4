// Keys of the review window, and news of files that changed. Without this script every page still works.
"use strict";

const EVERY = 4000; // milliseconds

const dialog = document.getElementById("keys");
const form = document.getElementById("signing");
const comment = document.getElementById("comment");

// Keys ---------------------------------------------------------------------------------------------

function follow(relation) {
  const link = document.querySelector(`a[rel="${relation}"]`);
  if (link) {
    link.click();
    return;
  }
  const claims = [...document.querySelectorAll(".claims a")];
  const at = claims.indexOf(document.activeElement);
  const next = claims[relation === "next" ? at + 1 : Math.max(at, 1) - 1];
  if (next) next.focus();
}

function decide(verdict) {
  form?.querySelector(`button[value="${verdict}"]`)?.click(); // nothing, where it is disabled
}

const KEYS = {
  j: () => follow("next"),
  k: () => follow("prev"),
  a: () => decide("accept"),
  r: () => decide("reject"),
  w: () => decide("work"),
  c: () => comment?.focus(),
  "?": () => dialog.showModal(),
};
const MOVES = "jk"; // a key that is held down moves on, and signs nothing

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (writing && event.key === "Escape" && !event.isComposing) writing.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || writing || dialog.open) return;
  const act = KEYS[event.key];
  if (act && (!event.repeat || MOVES.includes(event.key))) {
    event.preventDefault();
    act();
  }
});

document.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());
document.querySelector("[data-told]")?.focus();

// A verdict ----------------------------------------------------------------------------------------

function close(closed) {
  for (const button of form.querySelectorAll("button")) button.disabled = closed;
}

function send(event) {
  const verdict = event.submitter?.value;
  if (verdict && verdict !== "accept" && !comment.value.trim()) {
    event.preventDefault();
    const wanting = document.getElementById("wanting");
    wanting.textContent = wanting.dataset.words;
    comment.setAttribute("aria-invalid", "true");
    comment.focus();
    return;
  }
  setTimeout(() => close(true)); // once: the form has been sent when this runs
}

// Files that change --------------------------------------------------------------------------------

async function look() {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(form.dataset.mark);
    if (answer.ok && (await answer.text()) !== form.elements.mark.value) tell();
  } catch {
    // The window was closed, or is busy: the next look will tell.
  }
}

function tell() {
  const news = document.getElementById("news");
  if (news.childElementCount) return;
  close(true);
  news.append(document.getElementById("changed").content.cloneNode(true));
}

if (form) {
  form.addEventListener("submit", send);
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("pageshow", (event) => event.persisted && close(false)); // back again, after it was sent
}
