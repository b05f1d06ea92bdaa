import {dressedRoot, focused, icon, make} from './dom.js';
import {FilterBar} from './filter-bar.js';
import {groupHits} from './groups.js';
import {highlightArrival, leaveWords, pageOf, target} from './highlight.js';
import {lockPage} from './page-lock.js';
import {ResultList} from './result-list.js';
import {startPieces} from './start-page.js';
import {fill} from './strings.js';
import {applyTheme} from './theme.js';

const MAX_QUERY_LENGTH = 256;
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** So many further results are shown on each wish for more. */
const MORE = 99;
const MOST = 990;
/** An answer that comes sooner needs no word about loading. */
const PATIENCE_IN_MILLIS = 250;
/** Typing pauses. */
const PAUSE_IN_MILLIS = 600;
const RETRY_IS_NO_USE = ['cspBlocked', 'engineUnsupported'];

/** The modal dialog: a combobox over a list of links (WAI-ARIA Authoring Practices, "combobox" and "dialog (modal)"). */
export class SearchDialog extends HTMLElement {
  constructor(box) {
    super();
    this.box = box;
    this.strings = box.options.strings;
    /** Number of the newest question; answers to older ones are dropped. */
    this.turn = 0;
    /** The text that the list answers. */
    this.answered = '';
    this.meaning = 'asleep';
    this.build();
    box.engine.onupgrade = () => this.upgrade();
    box.engine.onprogress = (loaded, total) => {
      if (total > 0) this.bar.value = loaded / total;
    };
  }

  build() {
    const {strings} = this;
    this.input = make('input', 'input', {
      'role': 'combobox',
      'aria-label': strings['search'],
      'aria-autocomplete': 'list',
      'aria-controls': 'list',
      'placeholder': strings['placeholder'],
      'maxlength': MAX_QUERY_LENGTH,
      'autocomplete': 'off',
      'autocapitalize': 'off',
      'spellcheck': 'false',
      'enterkeyhint': 'go',
      'input': () => this.type(),
    });
    this.filters = new FilterBar(strings['filter'], () => this.type());
    this.bar = make('progress', '', {'aria-label': strings['loading']});
    this.note = make('div', 'note', {});
    this.list = new ResultList(strings['search'], id => {
      this.input.setAttribute('aria-activedescendant', id);
      this.input.setAttribute('aria-expanded', this.list?.items.length > 0);
    }, {
      'click': event => this.choose(event),
      'auxclick': event => this.choose(event),
      'pointermove': event => this.point(event),
      'scroll': () => {
        this.moved = this.scrolled = true;
      },
      'mousedown': event => event.preventDefault(), // the focus stays in the input
    });
    this.message = make('div', 'message', {});
    /** The one live region. */
    this.status = make('p', 'unseen', {'role': 'status'});
    this.dialog = make('dialog', 'dialog', {
      'aria-label': strings['search'],
      'lang': this.box.options.locale,
      'keydown': event => this.keepKey(event),
      'keypress': event => event.stopPropagation(),
      'keyup': event => event.stopPropagation(),
      'cancel': event => { // a wish to close that is no key, such as the Back gesture of Android
        event.preventDefault();
        this.close();
      },
      'close': () => this.closed(),
      'pointerdown': event => {
        this.pressedOutside = event.target === this.dialog;
      },
      'click': event => {
        if (event.target === this.dialog && this.pressedOutside) this.close();
      },
    }, make('div', 'sheet', {},
        make('div', 'head', {}, icon('search'), this.input,
            make('button', 'clear', {'click': () => this.clear()}, strings['clear']),
            make('button', 'close', {'aria-label': strings['close'],
              'click': () => this.close()}, icon('close'))),
        this.filters.element, this.note, this.message, this.list.element,
        make('div', 'foot', {},
            make('a', 'all-pages', {'href': new URL('index.html', this.box.options.base).href}, strings['allPages']),
            this.forget = make('button', 'action', {'click': () => {
              this.box.recents.clear();
              this.clear();
            }}, strings['forget'])),
        this.status));
    dressedRoot(this).append(this.dialog);
    addEventListener('popstate', () => this.isOpen && this.dialog.close());
    // many phones lay their keyboard over the page and tell nobody else
    visualViewport.addEventListener('resize',
        ({target}) => this.style.setProperty('--h', target.height * target.scale + 'px'));
  }

  get isOpen() {
    return this.dialog.open;
  }

  get text() {
    return this.input.value.slice(0, MAX_QUERY_LENGTH).trim();
  }

  open(text) {
    if (this.isOpen) return;
    applyTheme(this, this.box.options.theme);
    this.returnTo = focused();
    this.unlock = lockPage();
    if (matchMedia('(max-width: 640px), (pointer: coarse)').matches) this.box.address.push();
    this.dialog.showModal();
    if (text) this.input.value = text;
    this.input.focus();
    this.input.select();
    this.fire('docent-open');
    this.box.wake();
    this.type(text ? MORE : this.box.options.limit);
  }

  /** Closes; the focus returns to where it was, unless the reader is on the way to somewhere else. */
  close() {
    this.box.address.leave();
    this.dialog.close();
  }

  /** Undoes what `open` did; runs whichever way the dialog was closed. */
  closed() {
    this.box.address.pushed = false;
    this.unlock();
    this.hush();
    this.openWhenAnswered = false;
    this.returnTo?.focus({preventScroll: true});
    this.fire('docent-close');
  }

  /** @return {boolean} whether nobody has cancelled it */
  fire(name, detail = null) {
    return this.dispatchEvent(new CustomEvent(name, {bubbles: true, cancelable: true, detail}));
  }

  /**
   * Keeps keys from the page, whose own shortcuts cannot see that somebody is writing here. Escape first clears, then closes;
   * while an input method composes, it is the input method's.
   */
  keepKey(event) {
    event.stopPropagation();
    this.box.shortcut(event);
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (this.input.value) this.clear();
      else this.close();
    } else if (event.target === this.input) {
      this.key(event);
    }
  }

  clear() {
    this.input.value = '';
    this.type();
    this.input.focus();
  }

  /** Begins anew, with what now stands in the field. */
  type(limit = this.box.options.limit) {
    /** How many results are wanted at most. */
    this.limit = limit;
    /** Whether the reader has begun to move among the results: from then on they stay where they are. */
    this.moved = false;
    /** Whether more results are to follow those that stand there. */
    this.wantsMore = false;
    this.openWhenAnswered = false;
    this.list.activate(null);
    this.hush();
    this.ask();
  }

  /**
   * Asks for what now stands in the field. One question at a time is under way: what is typed meanwhile is asked when that one is
   * answered or has been called off, and only the newest, so that a slow machine never works through a queue of old ones.
   *
   * @param {boolean=} inPlace whether the answer must not come once the reader has begun to move
   */
  async ask(inPlace = false) {
    this.turn++;
    this.inPlace = inPlace;
    if (this.asking) this.aborter.abort();
    this.forget.hidden = this.text || !this.box.recents.list().length;
    if (!this.text) {
      this.box.address.write('');
      this.showStart();
      return;
    }
    if (this.asking) return;
    this.asking = true;
    if (!this.answered) this.showNote(this.strings['loading'], true);
    for (let turn = 0; turn !== this.turn && this.text;) {
      turn = this.turn;
      await this.askOnce(turn, this.text);
    }
    this.asking = false;
  }

  async askOnce(turn, text) {
    this.aborter = new AbortController();
    try {
      const answer = await this.box.engine.query(text, {
        limit: this.limit + 1, // whether there are more is seen by one more
        filters: this.filters.chosen,
        signal: this.aborter.signal,
      });
      if (turn === this.turn && !(this.inPlace && this.moved)) this.show(text, answer);
    } catch (failure) {
      if (failure.code === 'aborted' || !this.text) return;
      this.turn = turn; // what was typed meanwhile waits for the reader too
      this.showFailure(failure);
    }
  }

  show(text, answer) {
    const {strings, list, limit} = this;
    const {root} = this.box.options;
    const known = this.wantsMore ? this.shown : [];
    const isCut = answer.hits.length > limit;
    const fresh = answer.hits.slice(0, limit).filter(({id}) => known.every(hit => hit.id !== id));
    this.answered = text;
    /** Hits that are shown: the first, then what followed on each wish for more. */
    this.shown = [...known, ...fresh];
    this.pieces = [...this.wantsMore ? this.pieces : [], ...groupHits(fresh, root, strings, this.wantsMore)];
    const pieces = [...this.pieces];
    if (isCut && limit < MOST) {
      const title = strings['more'];
      pieces.push({label: title, options: [{title, href: this.box.address.with(text).href, more: true}]});
    }
    if (this.scrolled && !this.wantsMore) { // or the browser would lay out, for nothing, what is about to go
      this.scrolled = false;
      list.element.scrollTop = 0;
    }
    list.show(pieces, this.inPlace || limit >= MORE);
    if (this.wantsMore) list.reveal(known.length);
    this.filters.show(answer.facets);
    this.message.replaceChildren();
    if (this.shown.length) {
      this.say(fill(strings['count'], this.shown.length + (isCut ? '+' : '')));
    } else {
      const none = fill(strings['none'], text);
      this.message.append(make('p', 'none', {}, none), make('p', '', {}, strings['hint']));
      this.say(none);
    }
    this.showMeaning(answer);
    if (this.openWhenAnswered) this.enter(false);
  }

  /** Says when an answer rests on words alone, and sees to the rest. */
  showMeaning(answer) {
    const {engine} = this.box;
    if (this.meaning === 'asleep' && !answer.semantic && !engine.frugal) this.warm();
    if (answer.semantic || this.meaning === 'ready') {
      this.showNote('');
    } else if (this.meaning === 'loading') {
      this.showNote(this.strings['meaningLoads'], true);
    } else {
      this.showNote(this.strings['words'], false, this.strings['meaningLoad'], () => {
        this.warm();
        this.showMeaning(answer);
      });
    }
  }

  warm() {
    const done = () => {
      if (this.meaning !== 'loading') return;
      this.meaning = 'ready';
      this.showNote('');
    };
    this.meaning = 'loading';
    this.box.engine.warm().then(done, done);
  }

  /** The answer by meaning comes in place only while the reader has not begun to move. */
  upgrade() {
    this.meaning = 'ready';
    if (!this.isOpen) return;
    this.showNote('');
    if (this.text && this.text === this.answered && !this.moved) this.ask(true);
  }

  showStart() {
    this.showInstead(startPieces(this.box));
    this.filters.clear();
    this.showNote('');
  }

  /** Shows in the list what answers no text. */
  showInstead(pieces) {
    this.answered = '';
    this.list.show(pieces);
    this.message.replaceChildren();
  }

  /**
   * A line above the results: what is going on, and what can be done about it. What is soon over is not told: the results would
   * only move down and up again.
   */
  showNote(text, busy = false, action = '', onaction = null) {
    if (busy && text === this.noted) return;
    this.noted = text;
    clearTimeout(this.noting);
    const write = () => {
      if (!this.answered && busy) this.list.show([]);
      this.bar.removeAttribute('value');
      this.note.replaceChildren(...text ? [
        make('span', '', {}, text),
        busy ? this.bar : '',
        action && make('button', 'action', {'click': () => {
          this.input.focus();
          onaction();
        }}, action),
      ] : []);
    };
    if (busy && !this.note.firstChild) this.noting = setTimeout(write, PATIENCE_IN_MILLIS);
    else write();
  }

  /** Does what waits for a pause of the reader's typing: speaks, never per key, and sets address and list right. */
  say(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.status.textContent = text;
      if (this.isOpen) this.box.address.write(this.text);
      this.list.complete();
    }, PAUSE_IN_MILLIS);
  }

  hush() {
    clearTimeout(this.timer);
    this.status.textContent = '';
  }

  showFailure(failure) {
    const name = String(failure.code).replace(/-(.)/g, (all, letter) => letter.toUpperCase());
    const text = this.strings[name] ?? this.strings['network'];
    const again = () => {
      if (name === 'indexTooNew') location.reload();
      this.ask();
    };
    this.openWhenAnswered = false;
    this.showInstead([]);
    this.showNote(text, false, RETRY_IS_NO_USE.includes(name) ? '' : this.strings['retry'], again);
    this.say(text);
  }

  key(event) {
    const step = {'ArrowDown': 1, 'ArrowUp': -1}[event.key];
    if (step) {
      event.preventDefault();
      this.moved = true;
      this.list.move(step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.enter(event.ctrlKey || event.metaKey);
    } else if (event.key === 'Delete' && this.list.active?.option.query) {
      event.preventDefault();
      this.removeRecent(this.list.active.option.query);
    }
  }

  /** Opens the active option, or the first of those that answer the present text; waits for them if need be. */
  enter(inNewTab) {
    const current = this.text === this.answered;
    const item = this.list.active ?? (current && this.text ? this.list.items[0] : null);
    this.openWhenAnswered = !item && !current;
    if (!item) return;
    if (!inNewTab) {
      item.click();
      return;
    }
    if (item.option.hit) this.remember(item.option);
    open(item.href, '_blank', 'noopener');
  }

  point(event) {
    const item = event.target.closest('a');
    if (event.pointerType === 'mouse' && !event.movementX && !event.movementY) return;
    this.moved = true;
    if (item && item !== this.list.active) this.list.activate(item);
  }

  /** Follows a link the way the reader asked: here, in another tab, or within this page. */
  choose(event) {
    const item = event.target.closest('a');
    if (!item || event.button > 1) return;
    const {option} = item;
    const here = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (option.query && here) {
      event.preventDefault();
      if (event.target.closest('.remove')) {
        this.removeRecent(option.query);
      } else {
        this.input.value = option.query;
        this.type();
      }
    } else if (option.more && here) {
      event.preventDefault();
      this.moved = true;
      this.wantsMore = true;
      this.limit = this.limit - this.limit % MORE + MORE;
      this.ask();
    } else if (!option.more) {
      if (option.hit) {
        if (!this.fire('docent-select', {hit: option.hit, query: this.answered, href: option.href})) {
          event.preventDefault();
          this.close();
          return;
        }
        this.remember(option);
      }
      if (here && pageOf(option.href) === pageOf(location.href)) this.goWithinPage(event, option);
    }
  }

  remember(option) {
    this.box.address.write(this.text);
    this.box.recents.add(this.answered);
    if (this.box.options.highlight) leaveWords(option.href, option.hit);
  }

  removeRecent(query) {
    this.box.recents.remove(query);
    this.ask();
  }

  /** Closes, goes to the place on this very page, and puts the focus on its heading. */
  goWithinPage(event, option) {
    const {address, options} = this.box;
    event.preventDefault();
    const {hash} = new URL(option.href);
    this.returnTo = null;
    address.pushed = false; // the entry taken for the box becomes the page's own
    address.leave();
    this.dialog.close();
    if (hash) location.hash = hash;
    else scrollTo(0, 0);
    const place = target() ?? document.querySelector('h1') ?? document.body;
    const heading = [place, place.querySelector(HEADINGS), place.parentElement, place.nextElementSibling]
        .find(element => element?.matches(HEADINGS)) ?? place;
    if (heading.tabIndex < 0) {
      heading.tabIndex = -1;
      heading.style.outline = 'none';
    }
    heading.focus({preventScroll: true});
    if (options.highlight) highlightArrival(options);
  }
}
