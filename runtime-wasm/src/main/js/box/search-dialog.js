import {Announcer} from './announcer.js';
import {dressedRoot, focused, icon, make} from './dom.js';
import {FilterBar} from './filter-bar.js';
import {groupHits} from './groups.js';
import {highlightArrival, leaveWords, pageOf, target} from './highlight.js';
import {lockPage} from './page-lock.js';
import {ResultList} from './result-list.js';
import {startSections} from './start-page.js';
import {fill} from './strings.js';
import {applyTheme} from './theme.js';

const MAX_QUERY_LENGTH = 256;
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const ALL_LIMIT = 100;
/** An answer that comes sooner needs no word about loading. */
const PATIENCE_IN_MILLIS = 250;
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
    /** Whether the reader has begun to move among the results: from then on they stay where they are. */
    this.moved = false;
    this.showsAll = false;
    this.openWhenAnswered = false;
    this.meaning = 'asleep';
    this.build();
    box.engine.onupgrade = () => this.upgrade();
    box.engine.onprogress = (loaded, total) => this.showProgress(loaded, total);
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
      'keydown': event => this.key(event),
    });
    this.clearButton = make('button', 'clear', {'hidden': true,
      'click': () => this.clear()}, strings['clear']);
    this.filters = new FilterBar(strings['filter'], () => this.ask());
    this.noteText = make('span', '', {});
    this.bar = make('progress', '', {'aria-label': strings['loading'], 'hidden': true});
    this.action = make('button', 'action', {'hidden': true});
    this.note = make('div', 'note', {'hidden': true}, this.noteText, this.bar, this.action);
    this.list = new ResultList(strings['search'], id => {
      if (id) this.input.setAttribute('aria-activedescendant', id);
      else this.input.removeAttribute('aria-activedescendant');
      this.input.setAttribute('aria-expanded', String(this.list?.items.length > 0));
    });
    const listen = (type, listener) => this.list.element.addEventListener(type, listener);
    listen('click', event => this.choose(event));
    listen('auxclick', event => this.choose(event));
    listen('pointermove', event => this.point(event));
    listen('mousedown', event => event.preventDefault()); // the focus stays in the input
    this.message = make('div', 'message', {'hidden': true});
    this.forget = make('button', 'action', {'hidden': true,
      'click': () => this.forgetAll()}, strings['forget']);
    const status = make('div', 'unseen', {'role': 'status'});
    this.announcer = new Announcer(status);
    this.dialog = make('dialog', 'dialog', {
      'aria-label': strings['search'],
      'lang': this.box.options.locale,
      'keydown': event => this.keepKey(event),
      'keypress': event => event.stopPropagation(),
      'keyup': event => event.stopPropagation(),
      'cancel': event => this.cancel(event),
      'close': () => this.closed(),
      'pointerdown': event => {
        this.pressedOutside = event.target === this.dialog;
      },
      'click': event => {
        if (event.target === this.dialog && this.pressedOutside) this.close();
      },
    }, make('div', 'sheet', {},
        make('div', 'head', {}, icon('search'), this.input, this.clearButton,
            make('button', 'close', {'aria-label': strings['close'],
              'click': () => this.close()}, icon('close'))),
        this.filters.element, this.note, this.message, this.list.element,
        make('div', 'foot', {},
            make('a', 'all-pages', {'href': new URL('index.html', this.box.options.base).href}, strings['allPages']),
            this.forget),
        status));
    dressedRoot(this).append(this.dialog);
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
    this.onpop = () => this.isOpen && this.dialog.close();
    addEventListener('popstate', this.onpop);
    this.dialog.showModal();
    if (text) this.input.value = text.slice(0, MAX_QUERY_LENGTH);
    this.input.focus();
    this.input.select();
    this.dispatchEvent(new CustomEvent('docent-open', {bubbles: true}));
    this.showsAll = !!text;
    this.box.wake();
    this.ask();
  }

  /** Closes; the focus returns to where it was, unless the reader is on the way to somewhere else. */
  close() {
    if (!this.isOpen) return;
    this.box.address.leave();
    this.dialog.close();
  }

  /** Undoes what `open` did; runs whichever way the dialog was closed. */
  closed() {
    removeEventListener('popstate', this.onpop);
    this.box.address.pushed = false;
    this.unlock();
    this.announcer.hush();
    this.openWhenAnswered = false;
    if (this.returnTo?.isConnected) this.returnTo.focus({preventScroll: true});
    this.returnTo = null;
    this.dispatchEvent(new CustomEvent('docent-close', {bubbles: true}));
  }

  /**
   * Keeps keys from the page, whose own shortcuts cannot see that somebody is writing here. Escape first clears, then closes;
   * while an input method composes, it is the input method's.
   */
  keepKey(event) {
    event.stopPropagation();
    this.box.shortcut(event);
    if (event.key !== 'Escape' || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (this.input.value) this.clear();
    else this.close();
  }

  /** A wish to close that is no key, such as the Back gesture of Android. */
  cancel(event) {
    event.preventDefault();
    this.close();
  }

  clear() {
    this.input.value = '';
    this.type();
    this.input.focus();
  }

  type() {
    this.moved = false;
    this.showsAll = false;
    this.openWhenAnswered = false;
    this.list.activate(-1);
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
    this.aborter?.abort();
    this.clearButton.hidden = !this.input.value;
    this.box.address.write(this.text);
    if (!this.text) {
      this.filters.clear();
      this.showStart();
      return;
    }
    this.forget.hidden = true;
    if (this.asking) return;
    this.asking = true;
    const waiting = setTimeout(() => {
      if (this.answered) return;
      this.list.show([]);
      this.showNote(this.strings['loading'], true);
    }, PATIENCE_IN_MILLIS);
    for (let turn = 0; turn !== this.turn && this.text;) {
      turn = this.turn;
      await this.askOnce(turn, this.text);
    }
    clearTimeout(waiting);
    this.asking = false;
  }

  async askOnce(turn, text) {
    this.aborter = new AbortController();
    try {
      const answer = await this.box.engine.query(text, {
        limit: this.showsAll ? ALL_LIMIT : this.box.options.limit,
        filters: this.filters.chosen,
        signal: this.aborter.signal,
      });
      if (turn === this.turn && !(this.inPlace && this.moved)) this.show(text, answer);
    } catch (failure) {
      if (turn === this.turn) this.showFailure(failure);
    }
  }

  show(text, answer) {
    const {strings} = this;
    const {root} = this.box.options;
    const isCut = answer.hits.length >= (this.showsAll ? ALL_LIMIT : this.box.options.limit);
    // fewer than were asked for are all there are to show: of one page the engine gives only the best sections
    const count = isCut ? Math.max(answer.total, answer.hits.length) : answer.hits.length;
    this.answered = text;
    const sections = groupHits(answer.hits, root, strings);
    if (isCut && !this.showsAll) {
      const title = fill(strings['showAll'], {n: count});
      sections.push({heading: '', groups: [{label: title, options: [{title, href: this.box.address.with(text).href, all: true}]}]});
    }
    this.list.show(sections);
    this.list.element.scrollTop = 0;
    this.filters.show(answer.facets);
    this.message.hidden = answer.hits.length > 0;
    if (answer.hits.length) {
      this.announcer.say(fill(strings['count'], {n: count}));
    } else {
      const none = fill(strings['none'], {q: text});
      this.message.replaceChildren(make('p', 'none', {}, none), make('p', '', {}, strings['hint']));
      this.announcer.say(none);
    }
    this.showMeaning(answer);
    if (this.openWhenAnswered) this.enter(false);
  }

  /** Says when an answer rests on words alone, and sees to the rest. */
  showMeaning(answer) {
    const {engine} = this.box;
    this.showNote('');
    if (answer.semantic || this.meaning === 'ready') return;
    if (this.meaning === 'asleep' && !engine.frugal) this.warm();
    if (this.meaning === 'loading') {
      this.showNote(this.strings['meaningLoads'], true);
    } else if (this.meaning === 'asleep') {
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
    Promise.resolve(this.box.engine.warm()).then(done, done);
  }

  /** The answer by meaning comes in place only while the reader has not begun to move. */
  upgrade() {
    this.meaning = 'ready';
    if (!this.isOpen) return;
    this.showNote('');
    if (this.text && this.text === this.answered && !this.moved) this.ask(true);
  }

  showStart() {
    const sections = startSections(this.box);
    this.answered = '';
    this.list.show(sections);
    this.filters.show(null);
    this.message.hidden = true;
    this.forget.hidden = !this.box.recents.list().length;
    this.announcer.hush();
    this.showNote('');
  }

  forgetAll() {
    this.box.recents.clear();
    this.showStart();
    this.input.focus();
  }

  /** A line above the results: what is going on, and what can be done about it. */
  showNote(text, busy = false, action = '', onaction = null) {
    this.noteText.textContent = text;
    this.note.hidden = !text;
    this.bar.hidden = !busy;
    this.bar.removeAttribute('value');
    this.action.hidden = !action;
    this.action.textContent = action;
    this.action.onclick = onaction;
  }

  showProgress(loaded, total) {
    if (total > 0) this.bar.value = Math.min(1, loaded / total);
  }

  showFailure(failure) {
    const name = String(failure.code).replace(/-(.)/g, (all, letter) => letter.toUpperCase());
    const text = this.strings[name] ?? this.strings['network'];
    const again = () => {
      if (name === 'indexTooNew') location.reload();
      this.input.focus();
      this.ask();
    };
    this.list.show([]);
    this.answered = '';
    this.message.hidden = true;
    this.showNote(text, false, RETRY_IS_NO_USE.includes(name) ? '' : this.strings['retry'], again);
    this.announcer.say(text);
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.moved = true;
      this.list.move(event.key === 'ArrowDown' ? 1 : -1);
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
    if (inNewTab && item.option.hit) this.remember(item.option);
    if (inNewTab) open(item.element.href, '_blank', 'noopener');
    else item.element.click();
  }

  point(event) {
    const item = this.list.itemOf(event);
    if (event.pointerType === 'mouse' && !event.movementX && !event.movementY) return;
    this.moved = true;
    if (item && item !== this.list.active) this.list.activate(this.list.items.indexOf(item));
  }

  /** Follows a link the way the reader asked: here, in another tab, or within this page. */
  choose(event) {
    const item = this.list.itemOf(event);
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
    } else if (option.all && here) {
      event.preventDefault();
      this.showsAll = true;
      this.moved = false;
      this.ask();
    } else if (!option.all) {
      if (option.hit) {
        const select = new CustomEvent('docent-select', {bubbles: true, cancelable: true,
          detail: {hit: option.hit, query: this.answered, href: option.href}});
        if (!this.dispatchEvent(select)) {
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
    this.box.recents.add(this.answered);
    if (this.box.options.highlight) leaveWords(option.href, option.hit);
  }

  removeRecent(query) {
    this.box.recents.remove(query);
    this.showStart();
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
