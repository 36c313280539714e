"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const cards = all(".card");
  const sheets = all(".sheet");
  const events = all(".event");
  const said = document.getElementById("said");
  document.documentElement.classList.add("live");

  // What each key means: the row of a report, or a candidate that was left out.
  const rows = new Map(all("[data-row]").map((row) => [row.dataset.row, row]));
  const marks = all("mark").map((mark) => ({
    mark,
    keys: mark.dataset.keys.split(" "),
    opens: (mark.dataset.opens || "").split(" ").filter(Boolean),
  }));
  const byCard = new Map();
  for (const item of marks) {
    for (const owner of new Set(item.keys.map((key) => key.split(".")[0]))) {
      if (!byCard.has(owner)) byCard.set(owner, []);
      byCard.get(owner).push(item);
    }
  }

  let shown = [];
  function wipe() {
    for (const { mark } of shown) {
      mark.className = "";
      delete mark.dataset.label;
    }
    shown = [];
  }

  // Underline and label what belongs to `owner`; where pieces overlap, the narrowest gives the look.
  function show(owner) {
    wipe();
    shown = byCard.get(owner) || [];
    for (const { mark, keys, opens } of shown) {
      const kept = keys.filter((key) => rows.has(key) && key.split(".")[0] === owner);
      if (keys.includes(owner) && !rows.has(owner)) mark.classList.add("sentence");
      if (kept.length) mark.classList.add("on", rows.get(kept[0]).dataset.kind);
      const labels = opens.filter((key) => kept.includes(key)).map((key) => rows.get(key).dataset.label);
      if (labels.length) mark.dataset.label = [...new Set(labels)].join(", ");
    }
  }

  function bring(mark) {
    const text = mark && mark.closest(".text");
    if (!text) return;
    const where = mark.getBoundingClientRect();
    const frame = text.getBoundingClientRect();
    if (where.top < frame.top + 8 || where.bottom > frame.bottom - 8) {
      text.scrollTop += where.top - frame.top - frame.height / 3;
    }
  }

  function light(key) {
    let first = null;
    for (const { mark, keys } of shown) {
      const lit = key !== null && keys.includes(key);
      mark.classList.toggle("lit", lit);
      if (lit && !first) first = mark;
    }
    bring(first);
  }

  // What a link or a key leads to may lie in what is folded away: a copy of a text, an event.
  function unfold(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  }
  let visited = null;
  function visit(event) {
    visited = event;
    unfold(event);
    const summary = event.querySelector("summary") || event.querySelector("a");
    summary.focus({ preventScroll: true });
    event.scrollIntoView({ block: "nearest" });
    said.textContent = summary.innerText.replace(/\s+/g, " ");
  }
  addEventListener("beforeprint", () => all("details").forEach((fold) => { fold.open = true; }));

  let current = null;
  function open(card, { focus = true } = {}) {
    if (current) {
      current.classList.remove("now");
      current.querySelector(".head").setAttribute("aria-expanded", "false");
    }
    for (const link of all("a.now")) link.classList.remove("now");
    current = card;
    unfold(card);
    card.classList.add("now");
    card.querySelector(".head").setAttribute("aria-expanded", "true");
    for (const link of all(`a[data-open="${card.id}"]`)) link.classList.add("now");
    for (const link of all(".timeline .scroll a.now")) {
      const line = link.closest(".scroll");
      const dot = link.getBoundingClientRect();
      const frame = line.getBoundingClientRect();
      if (dot.left < frame.left || dot.right > frame.right) line.scrollLeft += dot.left - frame.left - frame.width / 2;
    }
    show(card.id);
    const anchor = (shown.find(({ mark }) => mark.classList.contains("what")) || shown[0] || {}).mark;
    if (focus) {
      card.querySelector(".head").focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
      said.textContent = card.querySelector(".head").innerText.replace(/\s+/g, " ");
    }
    bring(anchor);
  }

  function step(list, from, by) {
    const at = list.indexOf(from);
    return list[Math.min(list.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  }

  for (const card of cards) card.querySelector(".head").setAttribute("aria-expanded", "false");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open], .ties a");
    if (!link) return;
    event.preventDefault();
    if (link.dataset.open) open(document.getElementById(link.dataset.open));
    else visit(document.getElementById(link.hash.slice(1)));
  });
  // A click on underlined words opens the report that they belong to; repeated, the next such report.
  for (const { mark, keys } of marks) {
    mark.addEventListener("click", () => {
      const owners = [...new Set(keys.map((key) => key.split(".")[0]))];
      const found = owners.map((owner) => document.getElementById(owner)).filter(Boolean);
      if (found.length && !getSelection().toString()) open(found[(found.indexOf(current) + 1) % found.length]);
    });
  }
  for (const [key, row] of rows) {
    const owner = key.split(".")[0];
    const enter = () => {
      if (row.dataset.kind === "out") show(owner);
      light(key);
    };
    const leave = () => {
      if (row.dataset.kind === "out" && current) show(current.id);
      light(null);
    };
    row.addEventListener("mouseenter", enter);
    row.addEventListener("focus", enter);
    row.addEventListener("mouseleave", leave);
    row.addEventListener("blur", leave);
  }

  const themes = ["auto", "light", "dark"];
  const theme = document.getElementById("theme");
  function turn() {
    const name = theme.querySelector("span");
    name.textContent = themes[(themes.indexOf(name.textContent) + 1) % themes.length];
    if (name.textContent === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name.textContent;
  }
  const help = document.getElementById("help");
  const keys = document.getElementById("keys");
  theme.hidden = help.hidden = false;
  theme.addEventListener("click", turn);
  help.addEventListener("click", () => keys.showModal());

  function sheetBy(by) {
    const at = current ? current.closest(".sheet") : sheets[0];
    for (let sheet = step(sheets, at, by), last = at; sheet !== last; last = sheet, sheet = step(sheets, sheet, by)) {
      const card = sheet.querySelector(".card");
      if (card) {
        open(card);
        sheet.scrollIntoView({ block: "start" });
        return;
      }
    }
  }
  const moves = {
    j: () => cards.length && open(step(cards, current, 1)),
    k: () => cards.length && open(step(cards, current, -1)),
    n: () => sheetBy(1),
    p: () => sheetBy(-1),
    e: () => events.length && visit(step(events, visited, 1)),
    t: turn,
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const arrows = { ArrowDown: "j", ArrowUp: "k" };
    const onCard = event.target.closest && event.target.closest(".card");
    const move = moves[(onCard && arrows[event.key]) || event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });

  const wanted = document.getElementById(location.hash.slice(1));
  const start = wanted && wanted.classList.contains("card") ? wanted : cards[0];
  if (start) open(start, { focus: start === wanted });
})();
