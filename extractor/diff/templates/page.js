"use strict";
// Text of articles only ever becomes text nodes: nothing here parses markup.
const data = JSON.parse(document.getElementById("data").textContent);
const changes = data.articles.flatMap((article) => article.changes.map((change) => ({ ...change, of: article })));
const byId = (id) => document.getElementById(id);
const KEY = "launchledger " + data.id;
let decisions = {};
let shown = [];
let current = null;

function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

function where(change) { return change.slot ? change.part + "." + change.slot : change.part; }
function decided(change) { return (decisions[change.id] || {}).decision || ""; }

// filters and list

function options(select, values, all) {
  select.append(make("option", { value: "" }, all), ...values.map((value) => make("option", { value }, value)));
}

function filter() {
  const wanted = byId("search").value.toLowerCase();
  const kind = byId("kind").value, slot = byId("slot").value, mark = byId("mark").value, decision = byId("decision").value;
  shown = changes.filter((change) =>
    (!kind || change.kind === kind) && (!slot || where(change) === slot) && (!mark || (change.mark || "no gold") === mark) &&
    (!decision || (decided(change) || "undecided") === decision) &&
    (!wanted || [change.article, change.of.title, change.subject, change.values].join(" ").toLowerCase().includes(wanted)));
  if (!shown.includes(current)) current = shown[0] || null;
  list();
  detail();
}

function list() {
  const items = [];
  let article = null;
  for (const change of shown) {
    if (change.of !== article) {
      article = change.of;
      items.push(make("li", { class: "article", role: "presentation" }, article.article));
    }
    const state = { accept: "accepted", reject: "rejected" }[decided(change)] || change.mark || "";
    items.push(make("li",
      { class: "item " + decided(change), role: "option", id: "c" + change.id, "aria-selected": String(change === current), onclick: () => select(change) },
      make("span", { class: "what" }, change.kind + " " + where(change)), make("span", { class: "state " + (change.mark || "") }, state),
      make("span", { class: "value" }, change.values)));
  }
  byId("list").replaceChildren(...items);
  byId("none").hidden = shown.length > 0;
  const done = changes.filter(decided).length;
  byId("progress").textContent = `${done} of ${changes.length} decided`;
  if (current) {
    byId("list").setAttribute("aria-activedescendant", "c" + current.id);
    byId("c" + current.id).scrollIntoView({ block: "nearest" });
  }
}

function select(change) { current = change; list(); detail(); }

function step(by) {
  const at = shown.indexOf(current);
  if (shown.length) select(shown[Math.max(0, Math.min(shown.length - 1, at + by))]);
}

function nextUndecided() {
  const at = shown.indexOf(current);
  const left = [...shown.slice(at + 1), ...shown.slice(0, at + 1)].find((change) => !decided(change));
  if (left) select(left);
}

// one change

function side(change, name) {
  const part = change[name];
  const box = make("div", { class: "side " + name }, make("div", { class: "label" }, name));
  if (!part) { box.append(make("div", { class: "big" }, "nothing")); return box; }
  box.append(make("div", { class: "big" }, part.shown));
  if (part.attributed_to) box.append(make("div", { class: "said" }, "said by " + part.attributed_to));
  if (part.evidence.length) box.append(make("q", {}, part.evidence.map((words) => words.text).join(" ... ")));
  return box;
}

function detail() {
  const change = current;
  if (!change) { byId("change").replaceChildren(); return; }
  const of = change.of;
  const tags = [change.kind, change.mark, change.nature, ...change.causes.map((cause) => "cause: " + cause),
    change.accepted && "accepted: " + change.accepted, change.rejected && "refused: " + change.rejected].filter(Boolean);
  const notes = [...change.details, ...change.suspects.map((suspect) => "suspected: " + suspect),
    ...Object.entries(change.produced).map(([name, behind]) => name + " value: " + behind.join(", "))];
  byId("change").replaceChildren(
    make("h2", {}, `${change.kind} ${where(change)} of ${change.subject}`),
    make("p", { class: "about" }, [of.title, of.article, of.published, change.id].filter(Boolean).join(" \u00b7 ")),
    make("ul", { class: "tags" }, ...tags.map((tag) => make("li", { class: tag }, tag))),
    make("div", { class: "two" }, side(change, "old"), side(change, "new")),
    decide(change),
    make("ul", { class: "notes" }, ...notes.map((note) => make("li", {}, note))),
    ...texts(change), ...records(change));
  const first = byId("change").querySelector(".text mark");
  if (first) { const box = first.closest(".text"); box.scrollTop = first.offsetTop - box.offsetTop - 120; }
}

function decide(change) {
  const now = decided(change);
  const reason = make("input", { class: "reason", id: "reason", type: "text", placeholder: "reason (c)", "aria-label": "reason",
    oninput: (event) => { if (decisions[change.id]) { decisions[change.id].reason = event.target.value; keep(); } } });
  reason.value = (decisions[change.id] || {}).reason || "";
  const button = (words, key, decision, look) => make("button", { type: "button", class: look, "aria-pressed": String(now === decision && decision !== ""),
    onclick: () => set(change, decision) }, words + " ", make("kbd", {}, key));
  return make("div", { class: "decide" }, button("Accept", "a", "accept", "yes"), button("Reject", "r", "reject", "no"),
    button("Undecided", "u", "", ""), reason);
}

function set(change, decision) {
  if (decision) decisions[change.id] = { decision, reason: byId("reason") ? byId("reason").value : "" };
  else delete decisions[change.id];
  keep();
  list();
  detail();
}

// the article's text, with the words of both sides

function marked(text, spans) {
  const letters = Array.from(text); // offsets count code points
  const cuts = [...new Set([0, letters.length, ...spans.flatMap((span) => [span.start, span.end])])]
    .filter((at) => at >= 0 && at <= letters.length).sort((a, b) => a - b);
  const box = make("div", { class: "text", tabindex: "0" });
  for (let i = 0; i + 1 < cuts.length; i++) {
    const words = letters.slice(cuts[i], cuts[i + 1]).join("");
    const looks = new Set(spans.filter((span) => span.start <= cuts[i] && span.end >= cuts[i + 1]).map((span) => span.look));
    const look = looks.size > 1 ? "both" : [...looks][0];
    box.append(look ? make("mark", { class: look }, words) : words);
  }
  return box;
}

function texts(change) {
  const spans = (name) => (change[name] ? change[name].evidence : []).map((words) => ({ start: words.start, end: words.end, look: name }));
  const of = change.of;
  if (of.old_text === null && of.new_text === null) return [];
  const legend = make("p", { class: "legend" }, make("mark", { class: "old" }, "old evidence"), make("mark", { class: "new" }, "new evidence"),
    make("mark", { class: "both" }, "evidence of both"));
  if (of.old_text === null || of.new_text === null) {
    return [make("h3", {}, "Article"), legend, marked(of.old_text ?? of.new_text, [...spans("old"), ...spans("new")])];
  }
  return [make("h3", {}, "Article, old and new text"), legend,
    make("div", { class: "two" }, marked(of.old_text, spans("old")), marked(of.new_text, spans("new")))];
}

// both records, thing by thing

function records(change) {
  const column = (name) => {
    const part = change[name];
    const box = make("div", { class: "side " + name }, make("div", { class: "label" }, name + " record"));
    const things = change.of[name + "_record"];
    if (!things.length) box.append(make("p", { class: "about" }, "no record"));
    const isHere = (thing) => Boolean(part) && thing.part === change.part && thing.at === part.at;
    for (const thing of [...things].sort((a, b) => isHere(b) - isHere(a))) { // what changed first, the rest in order
      const here = isHere(thing);
      const rows = thing.rows.map(([slot, value]) => make("tr", { class: here && (slot === change.slot || !change.slot) ? "differs" : null },
        make("th", { scope: "row" }, slot), make("td", {}, value)));
      box.append(make("div", { class: "thing" + (here ? " here" : "") }, make("h4", {}, thing.part + ": " + thing.title), make("table", {}, ...rows)));
    }
    return box;
  };
  return [make("h3", {}, "Records"), make("div", { class: "two" }, column("old"), column("new"))];
}

// decisions: kept by the browser, saved to and loaded from a file

function keep() { try { localStorage.setItem(KEY, JSON.stringify(decisions)); } catch { /* a browser may keep nothing */ } }

function saved() {
  const told = changes.filter(decided).map((change) => ({ change: change.id, ...decisions[change.id],
    article: change.article, kind: change.kind, slot: where(change), values: change.values }));
  return JSON.stringify({ format: "launchledger decisions 1", old: data.old, new: data.new, by: "", decisions: told }, null, 1) + "\n";
}

function save() {
  const link = make("a", { href: URL.createObjectURL(new Blob([saved()], { type: "application/json" })), download: "decisions.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function load(event) {
  const file = event.target.files[0];
  if (!file) return;
  try {
    const content = JSON.parse(await file.text());
    if (content.format !== "launchledger decisions 1") throw new Error("no file of decisions");
    for (const each of content.decisions) {
      if (each.decision === "accept" || each.decision === "reject") {
        decisions[String(each.change)] = { decision: each.decision, reason: String(each.reason || "") };
      }
    }
    keep();
    filter();
  } catch (error) { byId("progress").textContent = `${file.name}: ${error.message}`; }
  event.target.value = "";
}

function toggleHelp() {
  byId("keys").hidden = !byId("keys").hidden;
  byId("help").setAttribute("aria-expanded", String(!byId("keys").hidden));
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: nextUndecided,
  a: () => current && set(current, "accept"), r: () => current && set(current, "reject"), u: () => current && set(current, ""),
  c: () => byId("reason") && byId("reason").focus(), "/": () => byId("search").focus(), s: save, "?": toggleHelp,
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "reason")) event.target.blur();
    return;
  }
  const act = KEYS[event.key];
  if (act) { event.preventDefault(); act(); }
});

const values = (name) => [...new Set(changes.map(name))].sort();
options(byId("kind"), values((change) => change.kind), "all");
options(byId("slot"), values(where), "all");
options(byId("mark"), values((change) => change.mark || "no gold"), "all");
options(byId("decision"), ["undecided", "accept", "reject"], "all");
for (const id of ["kind", "slot", "mark", "decision"]) byId(id).addEventListener("change", filter);
byId("search").addEventListener("input", filter);
byId("save").addEventListener("click", save);
byId("load").addEventListener("change", load);
byId("help").addEventListener("click", toggleHelp);
try { decisions = JSON.parse(localStorage.getItem(KEY)) || {}; } catch { decisions = {}; }
filter();
