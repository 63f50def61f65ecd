// Runs in the page. Draws each figure over its still when it comes near the screen; without scripts the stills stay.
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

  /** Break a title at spaces to fit a narrow figure, since Plotly does not wrap titles. */
  const wrap = (text, columns) => {
    const lines = ['']
    for (const word of text.split(' ')) {
      const last = lines.length - 1
      if (lines[last] && `${lines[last]} ${word}`.replace(/<[^>]*>/g, '').length > columns) lines.push(word)
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word
    }
    return lines.join('<br>')
  }

  /** Fit a layout to the figure's width and the part in view: if narrow, wrap the title and put the legend below. */
  const fitted = (layout, width, view) => {
    const fit = { ...layout, autosize: true, width: undefined }
    if (matchMedia('(pointer: coarse)').matches) fit.dragmode = false // a finger scrolls the page
    if (view >= 560) return fit
    const title = typeof layout.title === 'string' ? { text: layout.title } : { ...layout.title }
    const margin = { ...layout.margin }
    if (title.text) {
      title.text = wrap(title.text.replaceAll('<br>', ' '), Math.floor(view / 7.5))
      const font = { ...title.font, size: 14 }
      const corner = { x: 0, xref: 'container', xanchor: 'left', y: 1, yref: 'container', yanchor: 'top' }
      fit.title = { ...title, font, ...corner, pad: { l: 12, t: 14 } }
      margin.t = Math.max(margin.t ?? 0, 34 + 18 * title.text.split('<br>').length)
    }
    fit.margin = margin
    fit.font = { ...layout.font, size: 11 }
    if (width >= 560) return fit
    margin.r = Math.min(margin.r ?? 20, 20)
    fit.legend = {
      ...layout.legend,
      orientation: 'h',
      x: 0,
      xanchor: 'left',
      y: 0,
      yref: 'container',
      yanchor: 'bottom',
    }
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
    const sizes = () => [live.clientWidth, figure.clientWidth]
    let drawn = sizes()
    const config = { responsive: false, displaylogo: false, modeBarButtonsToRemove: ['lasso2d', 'select2d'] }
    await Plotly.newPlot(live, data, fitted(layout, ...drawn), config)
    frame.classList.add('drawn')
    new ResizeObserver(() => {
      const now = sizes()
      if (!now[0] || now.join() === drawn.join()) return
      drawn = now
      Plotly.react(live, data, fitted(layout, ...drawn), config)
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
