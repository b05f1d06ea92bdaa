/** A canvas of one pixel turns any CSS colour into numbers. */
function toRgba(color) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance([r, g, b]) {
  const linear = [r, g, b].map(channel => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
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
  for (const link of document.querySelectorAll('main a[href], [role=main] a[href], p a[href], a[href]')) {
    const color = getComputedStyle(link).color;
    const rgba = toRgba(color);
    const light = luminance(rgba);
    const contrast = dark ? (light + 0.05) / 0.068 : 1.05 / (light + 0.05);
    const coloured = Math.max(rgba[0], rgba[1], rgba[2]) - Math.min(rgba[0], rgba[1], rgba[2]) > 60;
    return contrast > 5.5 && coloured ? color : '';
  }
  return '';
}

/** Dresses a host for the place it stands in. */
export function applyTheme(host, theme) {
  const dark = theme === 'auto' ? isDark(host.parentElement ?? document.body) : theme === 'dark';
  host.setAttribute('data-theme', dark ? 'dark' : 'light');
  const color = linkColor(dark);
  if (color) host.style.setProperty('--page-accent', color);
  else host.style.removeProperty('--page-accent');
}
