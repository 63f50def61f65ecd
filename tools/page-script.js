// Draws each figure over its still when it comes near the screen. Runs in the page; without it the stills stay.
;(() => {
  document.documentElement.classList.add('scripted')
  let library
  const plotly = () => {
    library ??= new Promise((resolve, reject) => {
      const element = document.createElement('script')
      element.src = 'plotly.js'
      element.onload = () => resolve(window.Plotly)
      element.onerror = reject
      document.head.append(element)
    })
    return library
  }

  /** Title text does not wrap by itself: break it at spaces, so that it fits a narrow figure. */
  const wrap = (text, columns) => {
    const lines = ['']
    for (const word of text.split(' ')) {
      const last = lines.length - 1
      if (lines[last] && `${lines[last]} ${word}`.replace(/<[^>]*>/g, '').length > columns) lines.push(word)
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word
    }
    return lines.join('<br>')
  }

  /** The layout for a width in pixels: as given where there is room, else with a wrapped title and the legend below. */
  const fitted = (layout, width) => {
    const fit = { ...layout, autosize: true, width: undefined }
    if (matchMedia('(pointer: coarse)').matches) fit.dragmode = false // a finger scrolls the page
    if (width >= 560) return fit
    const title = typeof layout.title === 'string' ? { text: layout.title } : { ...layout.title }
    if (title.text) {
      const columns = Math.floor(width / 7.5)
      title.text = title.text
        .split('<br>')
        .map((line) => wrap(line, columns))
        .join('<br>')
      title.font = { ...title.font, size: 14 }
      const top = 34 + 18 * title.text.split('<br>').length
      fit.margin = { ...fit.margin, t: Math.max(layout.margin?.t ?? 0, top) }
    }
    fit.title = title
    fit.margin = { ...fit.margin, r: Math.min(layout.margin?.r ?? 20, 20) }
    fit.legend = { ...layout.legend, orientation: 'h', x: 0, xanchor: 'left', y: -0.2, yanchor: 'top' }
    return fit
  }

  const draw = async (figure) => {
    const frame = figure.querySelector('.frame')
    const { data, layout = {} } = JSON.parse(figure.querySelector('script').textContent)
    const Plotly = await plotly()
    const live = document.createElement('div')
    live.className = 'live'
    live.setAttribute('role', 'group')
    live.setAttribute('aria-label', frame.dataset.alt)
    frame.append(live)
    const width = () => live.clientWidth
    let drawn = width()
    const config = { responsive: false, displaylogo: false, modeBarButtonsToRemove: ['lasso2d', 'select2d'] }
    await Plotly.newPlot(live, data, fitted(layout, drawn), config)
    frame.classList.add('drawn')
    new ResizeObserver(() => {
      if (!width() || width() === drawn) return
      drawn = width()
      Plotly.react(live, data, fitted(layout, drawn), config)
    }).observe(live)
  }

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        watch.unobserve(target)
        draw(target).catch(() => target.querySelector('.live')?.remove())
      }
    },
    { rootMargin: '200px' },
  )
  for (const figure of document.querySelectorAll('figure.plot')) watch.observe(figure)
})()
