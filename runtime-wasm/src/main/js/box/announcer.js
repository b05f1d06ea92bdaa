const PAUSE_IN_MILLIS = 600;

/** The one polite live region: speaks once the reader's typing pauses, never per key. */
export class Announcer {
  constructor(region, onpause) {
    this.region = region;
    this.onpause = onpause;
    this.timer = 0;
  }

  say(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.region.textContent = text;
      this.onpause();
    }, PAUSE_IN_MILLIS);
  }

  hush() {
    clearTimeout(this.timer);
    this.region.textContent = '';
  }
}
