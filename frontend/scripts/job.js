// How far a job is. The answer of `data-job-url` is
// {"state", "percent" or null, "words", "done", "url" or null}.

const FIRST_MS = 2000;
const SLOWEST_MS = 15000;
const SLOWER_AFTER = 30;
const SLOWER_BY = 1.25;
const FAILURES = 5;

/** @param {Document} page */
export function followJobs(page) {
  for (const element of page.querySelectorAll("[data-job-url]")) new Job(element).begin();
}

class Job {
  constructor(element) {
    this.element = element;
    this.words = element.querySelector("[data-job-words]");
    this.bar = element.querySelector("progress");
    this.asked = 0;
    this.failed = 0;
    this.wait = FIRST_MS;
    this.timer = 0;
    this.ended = false;
  }

  begin() {
    document.addEventListener("visibilitychange", () => {
      clearTimeout(this.timer);
      if (!document.hidden && !this.ended) this.ask();
    });
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.ask(), this.wait);
  }

  async ask() {
    if (this.asking) return;
    this.asking = true;
    try {
      this.show(await answer(this.element.dataset.jobUrl));
      this.failed = 0;
    } catch {
      this.failed += 1;
    } finally {
      this.asking = false;
    }
    if (this.ended) return;
    if (this.failed >= FAILURES) {
      this.ended = true;
      this.say("How far the job is cannot be seen at present. Reload this page to see it.");
      return;
    }
    this.asked += 1;
    if (this.asked > SLOWER_AFTER) this.wait = Math.min(SLOWEST_MS, this.wait * SLOWER_BY);
    this.later();
  }

  show({ percent, words, done, url }) {
    this.say(words);
    if (this.bar) {
      if (percent === null) this.bar.removeAttribute("value");
      else this.bar.value = percent;
    }
    if (!done) return;
    this.ended = true;
    this.finish(url);
  }

  finish(url) {
    if (url) location.assign(url);
    else location.reload();
  }

  // Only new words are written, so that a screen reader says each once.
  say(words) {
    if (this.words && words && this.words.textContent !== words) this.words.textContent = words;
  }
}

async function answer(url) {
  const response = await fetch(url, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`The answer was ${response.status}`);
  return response.json();
}
