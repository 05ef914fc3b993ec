// The page: a work list, the chosen radiograph, its reading and the reader's label. Text from the server is only ever
// set as text, never as HTML.
import { button, element, facts, image, list, probabilityBar } from "./elements.js";

const PAGE_SIZE = 50;
const MOST_ROWS = 200; // the API's limit for one page
const MOST_REMEMBERED = 5000;
const REASONS = {
  NEAR_THRESHOLD: "too close to the threshold to decide",
  OUTSIDE_POPULATION: "unlike the films that the model was made of",
  QUALITY: "the quality of the film does not allow a decision",
};

const byId = (id) => document.getElementById(id);
const filters = byId("filters");
const correction = byId("correction");

let readings = []; // as shown in the list
let nextPage = null;
let chosen = null; // imageId
let models = [];
const seenResults = new Set(JSON.parse(localStorage.getItem("seen") ?? "[]")); // images whose result was on the screen

// ---- the server -------------------------------------------------------------------------------------------------

async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.detail ?? response.statusText);
  }
  return body;
}

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

async function loadModels() {
  models = (await getJson("/v1/models")).models;
  const champion = models.find((model) => model.role === "CHAMPION");
  byId("champion").textContent = champion ? `champion ${champion.id} ${champion.version}` : "";
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
    readings.filter((reading) => reading.status === "DIAGNOSED").forEach((reading) => seenResults.add(reading.imageId));
    localStorage.setItem("seen", JSON.stringify([...seenResults].slice(-MOST_REMEMBERED)));
  }
}

function rowButton(reading) {
  const thumbnail = reading.image
    ? image(reading.image, "", "thumb")
    : element("span", { className: "thumb" });
  const first = element("div", { className: "line" }, findingOf(reading));
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

function findingOf(reading) {
  const hidden = isBlind() && reading.status === "DIAGNOSED";
  const name = hidden ? "HIDDEN" : reading.finding ?? reading.status;
  const text = hidden ? "read" : name.toLowerCase();
  return element("span", { className: "finding " + name }, text);
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
    byId("radiograph").removeAttribute("src");
    byId("heat").removeAttribute("src");
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
  showFilm(reading);
  const content = JSON.stringify([reading, isBlind(), models.length]);
  if (byId("reading").dataset.content !== content) { // else it would be read aloud again
    byId("reading").dataset.content = content;
    byId("reading").replaceChildren(verdict(reading));
    byId("facts").replaceChildren(...factSections(reading));
  }
  const seen = correction.elements.seen;
  const state = [reading.imageId, reading.status, seenResults.has(reading.imageId)].join();
  if (seen.dataset.state !== state) { // else it is the reader's own choice
    seen.dataset.state = state;
    seen.checked = seenResults.has(reading.imageId);
  }
  seen.disabled = reading.status !== "DIAGNOSED";
}

function showFilm(reading) {
  setSource(byId("radiograph"), reading.image, "Radiograph from " + (reading.source ?? "an unknown source"));
  setSource(byId("heat"), reading.heatMap, "What spoke for pneumonia, according to the model");
  byId("tools").hidden = !reading.image;
  showMessage(reading.image ? "" : "The radiograph itself has not come in yet.");
  byId("heat-on").disabled = !reading.heatMap;
  showWindow();
}

function setSource(picture, path, description) {
  picture.alt = description;
  if (!path) {
    picture.removeAttribute("src");
  } else if (picture.getAttribute("src") !== path) {
    picture.src = path;
  }
}

function showMessage(text) {
  byId("film-message").textContent = text;
  byId("film-message").hidden = !text;
  byId("radiograph").hidden = Boolean(text);
}

function showWindow() {
  const heat = byId("heat");
  heat.hidden = isBlind() || !byId("heat-on").checked || !heat.getAttribute("src");
  heat.style.opacity = byId("heat-opacity").value / 100;
  const filter = `brightness(${byId("brightness").value}%) contrast(${byId("contrast").value}%)`
    + (byId("invert").checked ? " invert(1)" : "");
  byId("radiograph").style.setProperty("--window", filter);
}

function verdict(reading) {
  const parts = [findingOf(reading)];
  if (reading.status === "DIAGNOSED" && !isBlind()) {
    parts.push(element("div", { className: "line" },
      probabilityBar(reading.probability, reading.threshold, reading.finding),
      element("span", { className: "number" }, percent(reading.probability))));
    parts.push(element("p", { className: "caption" },
      `calibrated probability of pneumonia; the mark is the threshold, ${percent(reading.threshold)}`));
    if (reading.reason) {
      parts.push(element("p", { className: "why" }, "A human must look: " + (REASONS[reading.reason] ?? reading.reason) + "."));
    }
    if (reading.qualityFlags.length > 0) {
      parts.push(element("p", { className: "why" }, "Quality: " + reading.qualityFlags.join(", ")));
    }
  } else if (reading.status === "REJECTED") {
    const again = reading.rejection.retryable ? " Sending it again may help." : " Sending the same file again will not help.";
    parts.push(element("p", { className: "why" }, reading.rejection.message + again));
  } else if (reading.status === "PENDING") {
    parts.push(element("p", { className: "why" }, "Waiting for its reading."));
  } else {
    parts.push(element("p", { className: "why" }, "The model's result is hidden until blind reading is switched off."));
  }
  return element("div", { className: "verdict" }, ...parts);
}

function factSections(reading) {
  const sections = [];
  if (reading.corrections.length > 0 && !isBlind()) {
    sections.push(element("h2", {}, "Labels"), list("history", reading.corrections.map((given) =>
      `${given.label.toLowerCase()} · reader ${given.readerPseudonym.slice(0, 8)} · ${time(given.correctedAt)} · `
      + (given.modelResultSeen ? "result seen" : "blind") + (given.comment ? ` · “${given.comment}”` : ""))));
  }
  if (reading.model && !isBlind()) {
    sections.push(element("h2", {}, "Model"), facts(modelFacts(reading.model)));
  }
  sections.push(element("h2", {}, "Radiograph"), facts(imageFacts(reading)));
  if (reading.status === "DIAGNOSED" && !isBlind()) {
    sections.push(element("a", { href: `/v1/diagnoses/${encodeURIComponent(reading.imageId)}/fhir` }, "FHIR report"));
  }
  return sections;
}

function modelFacts(model) {
  const release = models.find((known) => known.id === model.id && known.version === model.version);
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
    const response = await fetch(`/v1/diagnoses/${encodeURIComponent(imageId)}/corrections`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ label, reader: reader.value, modelResultSeen: seen.checked, comment: comment.value || null }),
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(body.detail);
    }
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
  }, 400);
}

function showLive(state, text) {
  byId("live").className = "live " + state;
  byId("live").textContent = text;
}

// ---- small things -----------------------------------------------------------------------------------------------

const isBlind = () => byId("blind").checked;
const percent = (value) => (value * 100).toFixed(1) + " %";
const time = (instant) => (instant ? new Date(instant).toLocaleString() : null);

function ageOf(reading) {
  const instant = reading.receivedAt ?? reading.diagnosedAt ?? reading.rejection?.rejectedAt;
  if (!instant) {
    return "age unknown";
  }
  const seconds = Math.max(0, (Date.now() - new Date(instant)) / 1000);
  if (seconds < 90) {
    return "just now";
  }
  if (seconds < 5400) {
    return Math.round(seconds / 60) + " min ago";
  }
  return seconds < 129600 ? Math.round(seconds / 3600) + " h ago" : Math.round(seconds / 86400) + " days ago";
}

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

function toggle(id) {
  byId(id).click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  h: () => toggle("heat-on"),
  i: () => toggle("invert"),
  b: () => toggle("blind"),
  N: () => sendLabel("NORMAL"),
  P: () => sendLabel("PNEUMONIA"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox], [type=range]), textarea, select");
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
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
for (const id of ["heat-on", "heat-opacity", "invert", "brightness", "contrast"]) {
  byId(id).addEventListener("input", showWindow);
}
byId("reset").addEventListener("click", () => {
  byId("invert").checked = false;
  byId("brightness").value = 100;
  byId("contrast").value = 100;
  showWindow();
});
byId("radiograph").addEventListener("error", () => showMessage("The radiograph can't be shown: the object store does not have it or is away."));
correction.addEventListener("submit", (event) => {
  event.preventDefault();
  sendLabel(event.submitter.value);
});
correction.elements.reader.value = localStorage.getItem("reader") ?? "";
correction.elements.reader.addEventListener("change", (event) => localStorage.setItem("reader", event.target.value));
setInterval(showList, 30_000); // ages

byId("blind").checked = localStorage.getItem("blind") === "true";
setBlind();
loadModels().catch(() => {}); // without them the page still works
reloadList();
follow();
