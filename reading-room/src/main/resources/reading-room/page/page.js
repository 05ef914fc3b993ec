// The page: a work list, the chosen radiograph, its reading and the reader's label. Text from the server is only ever
// set as text, never as HTML.
import { blindRoom } from "./blind.js";
import { button, byId, element, facts, image, list, probabilityBar } from "./elements.js";
import { clearFilm, showFilm } from "./film.js";
import { REASONS, ageOf, findingOf, percent, time, verdict } from "./reading.js";
import { remember, wasSeen } from "./seen.js";
import { getJson, pathOf, postLabel } from "./server.js";
import { loadStatus, models } from "./status.js";

const PAGE_SIZE = 50;
const MOST_ROWS = 200; // the API's limit for one page
const filters = byId("filters");
const correction = byId("correction");

let readings = []; // as shown in the list
let nextPage = null;
let chosen = null; // imageId

// ---- the server -------------------------------------------------------------------------------------------------

function listPath(limit, cursor) {
  const asked = new URLSearchParams({ limit });
  for (const [name, value] of new FormData(filters)) {
    if (value) {
      asked.set(name, value);
    }
  }
  if (cursor) {
    asked.set("cursor", cursor);
  }
  return "/v1/diagnoses?" + asked;
}

let asking = 0;

async function reloadList() {
  if (blindRoom.isOpen()) {
    return; // no result is even fetched
  }
  const mine = ++asking;
  try {
    const page = await getJson(listPath(Math.min(MOST_ROWS, Math.max(PAGE_SIZE, readings.length)), null));
    if (mine === asking) {
      readings = page.items;
      nextPage = page.next;
      showList();
    }
  } catch (problem) {
    showLive("off", "list not loaded: " + problem.message);
  }
}

async function loadMore() {
  const mine = ++asking;
  try {
    const page = await getJson(listPath(PAGE_SIZE, nextPage));
    if (mine === asking) {
      readings = readings.concat(page.items);
      nextPage = page.next;
      showList();
    }
  } catch (problem) {
    showLive("off", "list not loaded: " + problem.message);
  }
}

// ---- the work list ----------------------------------------------------------------------------------------------

const rowsByImage = new Map();

function showList() {
  rememberSeen();
  const rows = readings.map((reading) => {
    let row = rowsByImage.get(reading.imageId);
    if (!row) {
      row = element("li");
      rowsByImage.set(reading.imageId, row);
    }
    const content = JSON.stringify([reading, isBlind(), ageOf(reading)]);
    if (row.dataset.content !== content) {
      const focused = row.contains(document.activeElement);
      row.dataset.content = content;
      row.replaceChildren(rowButton(reading));
      if (focused) {
        row.firstChild.focus();
      }
    }
    return row;
  });
  const focused = document.activeElement;
  byId("rows").replaceChildren(...rows);
  if (byId("rows").contains(focused)) {
    focused.focus();
  }
  byId("empty").hidden = rows.length > 0;
  byId("more").hidden = nextPage === null;
  markChosen();
  const current = readings.find((reading) => reading.imageId === chosen);
  if (current) {
    showReading(current);
  } else if (chosen === null && readings.length > 0) {
    choose(readings[0].imageId);
  }
}

/** A label counts as blind only if its result was never shown here, not even in the list. */
function rememberSeen() {
  if (!isBlind()) {
    remember(readings.filter((reading) => reading.status === "DIAGNOSED").map((reading) => reading.imageId));
  }
}

function rowButton(reading) {
  const thumbnail = reading.image
    ? image(reading.image, "", "thumb")
    : element("span", { className: "thumb" });
  const first = element("div", { className: "line" }, findingOf(reading, isBlind()));
  if (reading.status === "DIAGNOSED" && !isBlind()) {
    first.append(
      probabilityBar(reading.probability, reading.threshold, reading.finding),
      element("span", { className: "number" }, percent(reading.probability)));
  }
  const second = element("div", { className: "line" },
    element("span", { className: "small" }, (reading.source ?? "unknown source") + " · " + ageOf(reading)));
  if (reading.priority === "URGENT") {
    second.append(element("span", { className: "tag urgent push" }, "URGENT"));
  }
  if (reading.label && !isBlind()) {
    second.append(element("span", { className: "tag label push" }, "labelled " + reading.label.toLowerCase()));
  }
  const row = button("row", () => choose(reading.imageId), thumbnail, first, second);
  const why = reading.rejection?.message ?? (isBlind() ? null : REASONS[reading.reason] ?? reading.reason);
  if (why) {
    row.append(element("span", { className: "small", title: why }, why));
  }
  row.dataset.image = reading.imageId;
  return row;
}

function markChosen() {
  for (const row of document.querySelectorAll(".row")) {
    row.setAttribute("aria-current", String(row.dataset.image === chosen));
  }
}

// ---- the chosen radiograph --------------------------------------------------------------------------------------

function choose(imageId) {
  if (imageId !== chosen) {
    chosen = imageId;
    correction.elements.comment.value = "";
    answer("", false);
    clearFilm();
  }
  markChosen();
  document.querySelector(".row[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  const reading = readings.find((candidate) => candidate.imageId === imageId);
  if (reading) {
    showReading(reading);
  }
}

function step(by) {
  const at = readings.findIndex((reading) => reading.imageId === chosen);
  const next = readings[Math.min(readings.length - 1, Math.max(0, at + by))];
  if (next) {
    choose(next.imageId);
    document.querySelector(".row[aria-current=true]")?.focus();
  }
}

function showReading(reading) {
  byId("detail").hidden = false;
  showFilm(reading, isBlind());
  const content = JSON.stringify([reading, isBlind(), models().length]);
  if (byId("reading").dataset.content !== content) { // else it would be read aloud again
    byId("reading").dataset.content = content;
    byId("reading").replaceChildren(verdict(reading, isBlind()));
    byId("facts").replaceChildren(...factSections(reading));
  }
  const seen = correction.elements.seen;
  const state = [reading.imageId, reading.status, wasSeen(reading.imageId)].join();
  if (seen.dataset.state !== state) { // else it is the reader's own choice
    seen.dataset.state = state;
    seen.checked = wasSeen(reading.imageId);
  }
  seen.disabled = reading.status !== "DIAGNOSED";
}

function factSections(reading) {
  const sections = [];
  if (reading.corrections.length > 0 && !isBlind()) {
    sections.push(element("h2", {}, "Labels"), list("history", reading.corrections.map((given) =>
      `${given.label.toLowerCase()} · reader ${given.readerPseudonym.slice(0, 8)} · ${time(given.correctedAt)} · `
      + (given.modelResultSeen ? "result seen" : given.selection === "AUDIT" ? "blind audit" : "blind") + (given.comment ? ` · “${given.comment}”` : ""))));
  }
  if (reading.model && !isBlind()) {
    sections.push(element("h2", {}, "Model"), facts(modelFacts(reading.model)));
  }
  sections.push(element("h2", {}, "Radiograph"), facts(imageFacts(reading)));
  if (reading.status === "DIAGNOSED" && !isBlind()) {
    sections.push(element("a", { href: `${pathOf(reading.imageId)}/fhir` }, "FHIR report"));
  }
  return sections;
}

function modelFacts(model) {
  const release = models().find((known) => known.id === model.id && known.version === model.version);
  const metrics = Object.entries(release?.metrics ?? {})
    .sort()
    .map(([name, value]) => [name, Number(value).toFixed(3)]);
  return [
    ["model", `${model.id} ${model.version}`],
    ["role", release?.role.toLowerCase()],
    ["weights", model.sha256.slice(0, 16) + "…"],
    ...metrics,
  ];
}

function imageFacts(reading) {
  const millis = (micros) => (micros / 1000).toFixed(1) + " ms";
  return [
    ["image", reading.imageId],
    ["study", reading.studyPseudonym],
    ["patient", reading.patientPseudonym],
    ["source", reading.source],
    ["view", [reading.modality, reading.view].filter(Boolean).join(" ")],
    ["priority", reading.priority?.toLowerCase()],
    ["received", time(reading.receivedAt)],
    ["read", time(reading.diagnosedAt)],
    ["rejected at", reading.rejection && `${reading.rejection.stage} (${reading.rejection.reasonCode})`],
    ["inference", reading.timings && millis(reading.timings.inferenceMicros)],
    ["queue", reading.timings && millis(reading.timings.queueMicros)],
  ];
}

// ---- the reader's label -----------------------------------------------------------------------------------------

async function sendLabel(label) {
  if (chosen === null || !correction.reportValidity()) {
    return;
  }
  const imageId = chosen;
  const { reader, comment, seen } = correction.elements;
  setSending(true);
  try {
    await postLabel(imageId, { label, reader: reader.value, modelResultSeen: seen.checked, comment: comment.value || null });
    comment.value = "";
    answer(`Recorded: ${label.toLowerCase()}.`, false);
  } catch (problem) {
    answer("Not recorded: " + problem.message, true);
  } finally {
    setSending(false);
  }
}

function setSending(sending) {
  for (const label of correction.querySelectorAll("button")) {
    label.disabled = sending;
  }
}

function answer(text, wrong) {
  byId("answer").textContent = text;
  byId("answer").classList.toggle("wrong", wrong);
}

// ---- live updates -----------------------------------------------------------------------------------------------

function follow() {
  const events = new EventSource("/v1/events");
  events.onopen = () => {
    showLive("on", "live");
    reloadSoon(); // what happened meanwhile was not heard
  };
  events.onerror = () => {
    showLive("off", "reconnecting");
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(follow, 5000);
    }
  };
  for (const type of ["diagnosis", "rejection", "correction", "gap"]) {
    events.addEventListener(type, reloadSoon);
  }
}

let reloading = null;

function reloadSoon() {
  reloading ??= setTimeout(() => {
    reloading = null;
    reloadList();
    blindRoom.reload();
  }, 400);
}

function showLive(state, text) {
  byId("live").className = "live " + state;
  byId("live").textContent = text;
}

// ---- small things -----------------------------------------------------------------------------------------------

const isBlind = () => byId("blind").checked;

function setBlind() {
  document.body.classList.toggle("blind", isBlind());
  if (isBlind()) { // an order or a filter by the result would give it away
    filters.elements.order.value = "newest";
    filters.elements.finding.value = "";
  }
  filters.elements.order.disabled = isBlind();
  filters.elements.finding.disabled = isBlind();
  localStorage.setItem("blind", String(isBlind()));
}

function setView(isBlindRoom) {
  history.replaceState(null, "", isBlindRoom ? "#blind" : "#");
  document.body.classList.toggle("blind-room", isBlindRoom);
  byId("to-list").setAttribute("aria-pressed", String(!isBlindRoom));
  byId("to-blind").setAttribute("aria-pressed", String(isBlindRoom));
  for (const part of document.querySelectorAll(".list-only")) {
    part.hidden = isBlindRoom;
  }
  byId("detail").hidden = isBlindRoom || chosen === null;
  clearFilm();
  if (isBlindRoom) {
    blindRoom.open();
  } else {
    blindRoom.close();
    reloadList();
  }
}

function toggle(id) {
  byId(id).click();
}

const VIEW_KEYS = {
  i: () => toggle("invert"),
  r: () => setView(!blindRoom.isOpen()),
};
const LIST_KEYS = {
  j: () => step(1),
  k: () => step(-1),
  h: () => toggle("heat-on"),
  b: () => toggle("blind"),
  N: () => sendLabel("NORMAL"),
  P: () => sendLabel("PNEUMONIA"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox], [type=range]), textarea, select, dialog *");
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const action = VIEW_KEYS[event.key] ?? (blindRoom.isOpen() ? blindRoom.keys : LIST_KEYS)[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }
});
filters.addEventListener("change", () => {
  readings = [];
  reloadList();
});
byId("more").addEventListener("click", loadMore);
byId("blind").addEventListener("change", () => {
  setBlind();
  showList();
  reloadList();
});
correction.addEventListener("submit", (event) => {
  event.preventDefault();
  sendLabel(event.submitter.value);
});
for (const field of document.querySelectorAll("input[name=reader]")) { // one reader, whichever view
  field.value = localStorage.getItem("reader") ?? "";
  field.addEventListener("change", () => {
    localStorage.setItem("reader", field.value);
    document.querySelectorAll("input[name=reader]").forEach((other) => { other.value = field.value; });
  });
}
setInterval(() => blindRoom.isOpen() || showList(), 30_000); // ages

byId("blind").checked = localStorage.getItem("blind") === "true";
setBlind();
byId("to-list").addEventListener("click", () => setView(false));
byId("to-blind").addEventListener("click", () => setView(true));
setInterval(loadStatus, 60_000);
loadStatus();
setView(location.hash === "#blind");
follow();
