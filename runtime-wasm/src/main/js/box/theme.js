/** A canvas of one pixel turns any CSS colour into numbers. */
function toRgba(color) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** Relative luminance, 0 to 1, as near to that of WCAG as one power comes. */
function luminance([r, g, b]) {
  return (0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2) / 255 ** 2.2;
}

/** Whether what is painted behind an element is dark, as the site paints it, not as the system would have it. */
function isDark(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    const rgba = toRgba(getComputedStyle(at).backgroundColor);
    if (rgba[3] > 127) return luminance(rgba) < 0.3;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia('(prefers-color-scheme: dark)').matches);
}

/** The colour of the page's links, where it is a colour and readable on our ground; else nothing. */
function linkColor(dark) {
  const link = document.querySelector('p a[href]') ?? document.querySelector('a[href]');
  const color = link ? getComputedStyle(link).color : '#000';
  const rgba = toRgba(color);
  const light = luminance(rgba);
  const contrast = dark ? (light + 0.05) / 0.068 : 1.05 / (light + 0.05);
  const isGrey = Math.hypot(rgba[0] - rgba[1], rgba[1] - rgba[2]) < 60;
  return contrast < 5.5 || isGrey ? '' : color;
}

/** Dresses a host for the place it stands in; what lies over the page follows the page's content, some pages have a ground of two kinds. */
export function applyTheme(host, theme) {
  const {body} = document;
  const parent = host.parentElement;
  const dark = theme === 'auto' ? isDark(parent === body ? document.querySelector('main, [role=main]') ?? body : parent) : theme === 'dark';
  host.setAttribute('data-theme', dark ? 'dark' : 'light');
  host.style.setProperty('--page-accent', linkColor(dark));
}
