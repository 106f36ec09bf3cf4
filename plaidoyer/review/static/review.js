// Keys of the review window. Without this script every page still works.
"use strict";

const dialog = document.getElementById("keys");

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

const KEYS = {
  j: () => follow("next"),
  k: () => follow("prev"),
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.ctrlKey || event.metaKey || event.altKey || writing || dialog.open) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.querySelector("[data-keys]")?.addEventListener("click", () => dialog.showModal());
