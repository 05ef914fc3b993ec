// Blind reading: one image at a time, without the model's result. Nothing of it is fetched before the label is given.
import { byId, element, facts } from "./elements.js";
import { clearFilm, showFilm, showMessage } from "./film.js";
import { ageOf, verdict } from "./reading.js";
import { remember, wasSeen } from "./seen.js";
import { getJson, pathOf, postLabel } from "./server.js";

const ASKED_AT_ONCE = 50;
const ANSWER_TRIES = 20; // the label must be in the tables before the result of an audited image is shown
const ANSWER_PAUSE = 300;

const form = byId("blind-form");
const strategy = byId("strategy");

let isOpen = false;
let current = null; // as /v1/audit/next gave it
let labelled = false; // whether the current image has its label, and its answer is on the screen
let sending = false;
let given = 0;
const done = new Set(); // labelled or skipped in this session

export const blindRoom = {
  isOpen: () => isOpen,
  open() {
    setOpen(true);
    next();
  },
  close() {
    setOpen(false);
    current = null;
  },
  /** After news: the progress, and an image if there was none. */
  async reload() {
    if (isOpen && !current && !sending) {
      await next();
    } else {
      await ask(1).catch(() => {}); // the next news will tell
    }
  },
  keys: {
    n: () => label("NORMAL"),
    p: () => label("PNEUMONIA"),
    s: () => skip(),
    " ": () => labelled && next(),
    h: () => labelled && byId("heat-on").click(),
  },
};

function setOpen(open) {
  isOpen = open;
  byId("blind-panel").hidden = !open;
  byId("blind-keys").hidden = !open;
  document.body.classList.toggle("no-model", open);
}

async function ask(limit) {
  const asked = new URLSearchParams({ limit });
  if (strategy.value) {
    asked.set("strategy", strategy.value);
  }
  const answer = await getJson("/v1/audit/next?" + asked);
  showProgress(answer.sample);
  return answer.items;
}

async function next() {
  setLabelled(false);
  try {
    const open = (await ask(ASKED_AT_ONCE)).filter((item) => !done.has(item.imageId));
    // a result that was on this screen makes the label less worth: first the others
    show(open.find((item) => !wasSeen(item.imageId)) ?? open[0] ?? null);
  } catch (problem) {
    show(null);
    showMessage("Nothing loaded: " + problem.message);
  }
}

function show(item) {
  current = item;
  clearFilm();
  form.hidden = item === null;
  byId("tools").hidden = item === null;
  if (item === null) {
    byId("blind-why").replaceChildren();
    showMessage(done.size > 0
      ? "That is all for now. What you skipped comes again when you come back to this view."
      : "No radiograph waits for a blind read. New ones appear by themselves.");
    return;
  }
  showFilm({ ...item, heatMap: null }, true);
  byId("blind-why").replaceChildren(why(item));
  form.elements.comment.value = "";
  say("", false);
}

/** Says nothing of why a strategy chose the image: that would be a hint at what the model thinks of it. */
function why(item) {
  const isAudit = item.selection === "AUDIT";
  const text = isAudit
    ? "Nobody is shown the model's result before your label."
    : wasSeen(item.imageId)
      ? "The model's result was on this screen before: your label will not count as blind."
      : "The model's result stays hidden until your label.";
  const head = element("div", { className: "line" },
    element("span", { className: "finding HIDDEN" }, "blind read"),
    element("span", { className: "tag push " + (isAudit ? "audit" : "label") }, isAudit ? "AUDIT SAMPLE" : "WORK LIST"));
  if (item.priority === "URGENT") {
    head.append(element("span", { className: "tag urgent" }, "URGENT"));
  }
  return element("div", { className: "verdict" },
    head,
    element("p", { className: "caption" }, text),
    facts([
      ["source", item.source],
      ["view", [item.modality, item.view].filter(Boolean).join(" ")],
      ["received", ageOf(item)],
      ["image", item.imageId.slice(0, 16) + (item.imageId.length > 16 ? "…" : "")],
    ]));
}

function showProgress(sample) {
  if (!sample) {
    return;
  }
  const all = sample.read + sample.waiting + sample.missed;
  const bar = element("div", { className: "stack" });
  for (const state of ["read", "waiting", "missed"]) {
    const part = element("span", { className: state });
    part.style.setProperty("--share", all === 0 ? "0%" : (100 * sample[state]) / all + "%");
    bar.append(part);
  }
  byId("progress").replaceChildren(
    bar,
    element("p", { className: "caption" },
      `${sample.read} read blind · ${sample.waiting} waiting · ${sample.missed} missed, of the last ${sample.days} days`),
    element("p", { className: "caption" }, given === 0 ? "" : `${given} labelled by you in this session`));
  byId("due").textContent = sample.waiting;
  byId("due").hidden = sample.waiting === 0;
}

async function label(value) {
  if (current === null || labelled || sending || !form.reportValidity()) {
    return;
  }
  const item = current;
  const { reader, comment } = form.elements;
  setSending(true);
  try {
    await postLabel(item.imageId, {
      label: value,
      reader: reader.value,
      modelResultSeen: item.selection !== "AUDIT" && wasSeen(item.imageId),
      selection: item.selection,
      comment: comment.value || null,
    });
    done.add(item.imageId);
    given++;
    say(`Recorded: ${value.toLowerCase()}.`, false);
    if (byId("show-answer").checked) {
      await showAnswer(item);
    } else {
      await next();
    }
  } catch (problem) {
    say("Not recorded: " + problem.message, true);
  } finally {
    setSending(false);
  }
}

async function showAnswer(item) {
  setLabelled(true);
  byId("model-verdict").replaceChildren(element("p", { className: "caption" }, "Waiting until your label is stored…"));
  for (let tries = 0; tries < ANSWER_TRIES && current === item; tries++) {
    const reading = await getJson(pathOf(item.imageId)).catch(() => null);
    if (current === item && reading && reading.status !== "AWAITING_BLIND_READ") {
      remember([item.imageId]);
      byId("model-verdict").replaceChildren(verdict(reading, false));
      showFilm(reading, false);
      document.body.classList.remove("no-model");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, ANSWER_PAUSE));
  }
  if (current === item) {
    byId("model-verdict").replaceChildren(element("p", { className: "caption" }, "It is not to be had at the moment."));
  }
}

function setLabelled(isLabelled) {
  labelled = isLabelled;
  byId("model-answer").hidden = !isLabelled;
  form.classList.toggle("labelled", isLabelled); // its place is the answer's
  document.body.classList.add("no-model");
  setButtons();
}

function setSending(isSending) {
  sending = isSending;
  setButtons();
}

function setButtons() {
  for (const one of form.querySelectorAll("button")) {
    one.disabled = sending || labelled;
  }
}

function skip() {
  if (current !== null && !labelled && !sending) {
    done.add(current.imageId);
    next();
  }
}

function say(text, wrong) {
  byId("blind-answer").textContent = text;
  byId("blind-answer").classList.toggle("wrong", wrong);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  label(event.submitter?.value);
});
byId("skip").addEventListener("click", skip);
byId("next-read").addEventListener("click", next);
strategy.value = localStorage.getItem("strategy") ?? "";
strategy.addEventListener("change", () => {
  localStorage.setItem("strategy", strategy.value);
  next();
});
