// Keyboard, and the way between a row and its characters. Everything here can also be done with plain links and buttons.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const rows = () => all("#rows tr.row");
const chosen = () => $("#rows tr.row.chosen");

// Offsets count Unicode code points, as the tables do; the DOM counts UTF-16 units.
const points = (text) => [...text].length;

function light(key, scroll) {
  all("#text .chosen").forEach((one) => one.classList.remove("chosen"));
  const marks = all("#text .mark").filter((one) => one.dataset.keys.split(" ").includes(key));
  marks.forEach((one) => one.classList.add("chosen"));
  if (scroll && marks.length) marks[0].scrollIntoView({ block: "center" });
}

function remember(key) {
  if (!$("#text")) return;
  const address = new URL(location.href);
  address.searchParams.set("row", key);
  address.searchParams.delete("part");
  history.replaceState(null, "", address);
}

function choose(row, { scroll = true } = {}) {
  if (!row) return;
  rows().forEach((one) => {
    one.classList.remove("chosen");
    one.removeAttribute("aria-current");
  });
  row.classList.add("chosen");
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
  light(row.dataset.key, scroll);
  remember(row.dataset.key);
  if (row.dataset.editor) htmx.ajax("GET", row.dataset.editor, { target: "#editor", swap: "outerHTML" });
}

// A highlight whose row is in another table, or filtered out, is a plain link to it.
function chooseMark(mark) {
  const keys = mark.dataset.keys.split(" ");
  const now = chosen()?.dataset.key;
  const next = keys[(keys.indexOf(now) + 1) % keys.length]; // a second click goes to the row around it
  const row = rows().find((one) => one.dataset.key === next);
  if (row) {
    choose(row, { scroll: false });
    return;
  }
  const address = new URL(location.href);
  for (const name of ["table", "part", "show"]) address.searchParams.delete(name);
  address.searchParams.set("row", next);
  address.hash = `at-${next}`;
  location.assign(address);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const mark = event.target.closest("#text a.mark");
  if (mark) {
    event.preventDefault();
    if (getSelection().isCollapsed) chooseMark(mark);
    return;
  }
  const row = event.target.closest("#rows tr.row");
  const link = event.target.closest("a");
  if (row && (!link || link.closest("th"))) {
    if (row.dataset.editor) {
      event.preventDefault();
      choose(row);
    } else if (!link) location.assign(row.dataset.href);
  }
  const adder = event.target.closest("#adder button");
  if (adder) add(adder.dataset.table);
});

// Selecting text offers to add a row that the machine has missed.
function selected() {
  const selection = getSelection();
  const text = $("#text");
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  return start === null || end === null || end <= start ? null : { start, end };
}

function offset(node, at) {
  let piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece) {
    piece = node.childNodes[at] ?? null; // between two pieces
    return piece?.dataset?.at ? Number(piece.dataset.at) : null;
  }
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, at);
  return Number(piece.dataset.at) + points(before.toString());
}

let span = null;
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found) span = found;
  const adder = $("#adder");
  if (adder && (found || !adder.matches(":hover"))) adder.hidden = !found;
});

function add(table) {
  const found = selected() ?? span;
  if (!found) return;
  const query = new URLSearchParams({ table, start: found.start, end: found.end });
  htmx.ajax("GET", `/documents/${$("#text").dataset.doc}/editor?${query}`, { target: "#editor", swap: "outerHTML" });
  $("#adder").hidden = true;
}

const press = (kind) => {
  const button = $(`#editor button[value="${kind}"]`);
  if (button && !button.disabled) button.click();
};
const move = (step) => {
  const list = rows();
  const at = list.indexOf(chosen());
  choose(list[at < 0 ? 0 : Math.max(0, Math.min(list.length - 1, at + step))]);
};
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press("accept"),
  r: () => press("reject"),
  u: () => press("undo"),
  e: () => $("#editor .fields input, #editor .fields select")?.select?.(),
  n: () => $("#text") && add($("#text").dataset.table),
  Enter: () => chosen() && location.assign($("th a", chosen()).href),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, button, a, summary")) return;
  const act = KEYS[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

// After a decision the rows are read again; in the queue the next one moves up.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterRequest", async (event) => {
  const { requestConfig, xhr } = event.detail;
  if (requestConfig.verb !== "post" || xhr.status !== 200 || xhr.getResponseHeader("HX-Redirect")) return;
  const at = Math.max(0, rows().indexOf(chosen()));
  const key = chosen()?.dataset.key;
  const answer = await fetch(location.pathname + location.search);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  $("#rows").replaceWith($("#rows", fresh));
  if ($("#rows").dataset.advance) choose(rows()[Math.min(at, rows().length - 1)]);
  else settle(key);
});

// The highlight takes on what was decided.
function settle(key) {
  const row = rows().find((one) => one.dataset.key === key);
  if (!row) return;
  row.classList.add("chosen");
  for (const mark of all("#text .mark")) {
    if (mark.dataset.keys.split(" ")[0] !== key) continue;
    mark.classList.remove("accepted", "corrected", "rejected", "added", "flagged");
    if (row.dataset.status) mark.classList.add(row.dataset.status);
  }
}

addEventListener("DOMContentLoaded", () => {
  const row = chosen();
  if (row) {
    row.scrollIntoView({ block: "nearest" });
    light(row.dataset.key, true);
  } else if ($("#rows")?.dataset.advance) choose(rows()[0]);
});
