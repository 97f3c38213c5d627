/** Whether a page fits its window. */
import type { Page } from '@playwright/test'

/** The parts that stick out of the window sideways; none while nothing but marked scrollers moves sideways. */
export const sticksOut = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const width = document.documentElement.clientWidth
  const scrolls = (element: Element | null): boolean => {
    for (let at = element; at !== null && at !== document.body; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') return true
    }
    return false
  }
  const named = (element: Element) => `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}" to ${Math.round(element.getBoundingClientRect().right)} of ${width}`
  const out = Array.from(document.body.querySelectorAll('*')).filter((element) => {
    const { right, left, width: own } = element.getBoundingClientRect()
    return own > 0 && (right > width + 1 || left < -1) && !scrolls(element.parentElement) && !element.closest('[data-tabster-dummy]')
  })
  const isWide = document.documentElement.scrollWidth > width
  return isWide ? [`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`, ...out.slice(0, 5).map(named)] : []
})

/** Controls smaller than `least` in either direction, links within sentences apart (WCAG 2.2, 2.5.8). */
export const tooSmall = (page: Page, least: number): Promise<readonly string[]> => page.evaluate((size) => {
  const inSentence = (element: Element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline'
  const target = (element: Element) => (element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label, span') ?? element : element)
  return Array.from(document.querySelectorAll('button, a[href], input, select, summary')).flatMap((element) => {
    const { width, height } = target(element).getBoundingClientRect()
    const isShown = width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden' && getComputedStyle(element).clipPath === 'none'
    return isShown && !inSentence(element) && (width < size || height < size) ? [`${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}" ${Math.round(width)} × ${Math.round(height)}`] : []
  })
}, least)
