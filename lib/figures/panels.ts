/**
 * Compute the axes and domains of small multiples, left to right and top to bottom.
 *
 * @param count number of panels
 * @param across panels per row
 * @param gap space between panels across and down, as shares of the figure's width and height
 * @returns for each panel, the suffix of its axes ("" for the first, then "2", "3") and their domains from 0 to 1
 */
export function panels(
  count: number,
  across: number,
  gap: { x: number; y: number } = { x: 0.07, y: 0.14 },
): { axis: string; x: [number, number]; y: [number, number] }[] {
  const down = Math.ceil(count / across)
  const width = (1 - gap.x * (across - 1)) / across
  const height = (1 - gap.y * (down - 1)) / down
  return Array.from({ length: count }, (_, i) => {
    const left = (i % across) * (width + gap.x)
    const top = 1 - Math.floor(i / across) * (height + gap.y)
    return { axis: i === 0 ? '' : String(i + 1), x: [left, left + width], y: [top - height, top] }
  })
}

/** Return the title of a panel as a Plotly annotation above its top left corner. */
export function panelTitle(text: string, panel: { x: [number, number]; y: [number, number] }): object {
  return {
    text: `<b>${text}</b>`,
    x: panel.x[0],
    y: panel.y[1],
    xref: 'paper',
    yref: 'paper',
    xanchor: 'left',
    yanchor: 'bottom',
    showarrow: false,
    font: { size: 13 },
  }
}
