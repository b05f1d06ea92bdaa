/**
 * Holds the page still behind the dialog: it neither scrolls nor shifts by the width of its scroll bar.
 *
 * @return {function()} lets go
 */
export function lockPage() {
  const {style, clientWidth} = document.documentElement;
  const {overflow, scrollbarGutter} = style;
  if (innerWidth > clientWidth) style.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => Object.assign(style, {overflow, scrollbarGutter});
}
