import { escapeHtml, text } from './notebook.js'

/** A figure for the pages: the Plotly JSON, its still picture (PNG as base64, or empty), and its alt text. */
export interface Figure {
  plot: { data?: unknown; layout?: Record<string, unknown> }
  still: string
  alt: string
}

/** Return the figure in an output's data, or undefined. */
export function figureOf(data: Readonly<Record<string, unknown>>): Figure | undefined {
  const plot = data['application/vnd.plotly.v1+json']
  if (!plot || typeof plot !== 'object') return undefined
  return { plot, still: text(data['image/png']).replace(/[^A-Za-z0-9+/=]/g, ''), alt: text(data['text/plain']).trim() }
}

/** Return a figure's HTML: its still, its JSON, which the page's script draws over it, and its caption (HTML or ''). */
export function figureHtml({ plot, still, alt }: Figure, caption: string): string {
  const height = typeof plot.layout?.height === 'number' ? plot.layout.height : 450
  const panels = Object.keys(plot.layout ?? {}).filter((key) => /^xaxis\d*$/.test(key)).length
  // On a narrow screen panels and cells scroll, as their labels would overlap.
  const wide = panels > 1 || (Array.isArray(plot.data) && plot.data.some(({ type }) => type === 'heatmap'))
  const picture = still ? stillHtml(still, alt) : `<noscript><p>${escapeHtml(alt)}</p></noscript>`
  return `<figure class="plot${wide ? ' wide' : ''}">
<div class="paper" tabindex="0"><div class="frame${still ? '' : ' bare'}" style="--height: ${height}px" data-alt="${escapeHtml(alt)}">${picture}</div></div>
<script type="application/json">${embedJson(plot)}</script>
${caption && `<figcaption class="prose">${caption}</figcaption>`}
</figure>`
}

/** Return the HTML of a still picture, with its size, so that the page does not jump when it loads. */
export function stillHtml(still: string, alt: string): string {
  const header = Buffer.from(still.slice(0, 64), 'base64')
  const size = header.length >= 24 ? ` width="${header.readUInt32BE(16)}" height="${header.readUInt32BE(20)}"` : ''
  return `<img src="data:image/png;base64,${still}" alt="${escapeHtml(alt)}"${size}>`
}

/** Return JSON that cannot end the script element around it, nor open a comment in it. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnit)
}

const escapeUnit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
