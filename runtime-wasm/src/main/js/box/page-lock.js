/** Holds the page still behind the dialog: it neither scrolls nor shifts by the width of its scroll bar. */
export class PageLock {
  lock() {
    const {style} = document.documentElement;
    this.before = [style.overflow, style.scrollbarGutter];
    if (innerWidth > document.documentElement.clientWidth) style.scrollbarGutter = 'stable';
    style.overflow = 'hidden';
  }

  release() {
    const {style} = document.documentElement;
    [style.overflow, style.scrollbarGutter] = this.before;
  }
}
