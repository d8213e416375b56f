// Keys for who reads much. Every page works without this; what the keys are stands in the page, in its dialog.
"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const dialog = document.getElementById("keys");
  let leader = 0; // When `g` was pressed: a place follows.

  // The letter that was meant: that of the place where a Latin keyboard has it, if this keyboard writes another script.
  const letter = (event) => {
    if (event.key === "\u061f") return "?";
    if (event.key.length > 1 || event.key.charCodeAt(0) < 128) return event.key;
    if (event.code === "Slash") return event.shiftKey ? "?" : "/";
    return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
  };

  // Items are moved through by the link that each begins with, so that Enter opens it and a reader of screens says it.
  const links = () => all("[data-item]").map((item) => item.querySelector("a[href]")).filter((a) => a && a.offsetParent);
  const here = (found) => found.findIndex((a) => a.closest("[data-item]").contains(document.activeElement));
  const move = (step) => {
    const found = links();
    const at = here(found);
    const next = found[at < 0 ? (step > 0 ? 0 : found.length - 1) : at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest("[data-item]").scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const found = links();
    const at = here(found);
    if (at >= 0) found[at].click();
  };
  const search = () => {
    const box = document.querySelector("main input[type=search]") || document.getElementById("query");
    box.focus();
    box.select();
  };
  const jump = (key) => {
    const place = all("[data-jump]").find((a) => a.dataset.jump === key);
    if (place) place.click();
    return Boolean(place);
  };
  const actions = { j: () => move(1), k: () => move(-1), o: open, "/": search, "?": () => dialog.showModal() };

  document.documentElement.classList.add("has-keys");
  for (const button of all("[data-keys]")) button.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = letter(event);
    const follows = event.timeStamp - leader < 1500;
    leader = key === "g" && !follows ? event.timeStamp : 0;
    if (follows && leader === 0 && jump(key)) return event.preventDefault();
    if (!Object.hasOwn(actions, key)) return;
    event.preventDefault();
    actions[key]();
  });
})();
