import type { Page } from "@playwright/test";

/** What reaches past the sides of the screen, where it makes the page scroll sideways or is out of reach. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isScrolled = (element: Element): boolean => {
      const parent = element.parentElement;
      if (!parent || parent === document.body) return false;
      return /auto|scroll/.test(getComputedStyle(parent).overflowX) || isScrolled(parent);
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const isSeen = width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true });
      return isSeen && (left < -1 || right > innerWidth + 1) && !isScrolled(element);
    });
    return document.documentElement.scrollWidth > innerWidth
      ? [
          `the page, ${document.documentElement.scrollWidth} px wide`,
          ...wide.map(({ outerHTML }) => outerHTML.slice(0, 200)),
        ]
      : wide
          .filter((element) => element.matches("a, button, input, textarea"))
          .map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
}

/** Texts of which a part cannot be seen, and no dots tell so. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>("*")]
      .filter((element) => {
        const holdsText = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        );
        const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element);
        if (!holdsText || element.clientWidth <= 1 || !element.checkVisibility()) return false;
        const isCutSideways = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
        const isCutBelow = overflowY !== "visible" && element.scrollHeight > element.clientHeight + 2;
        return (
          (/hidden|clip/.test(overflowX) && isCutSideways && textOverflow !== "ellipsis") ||
          (/hidden|clip/.test(overflowY) && isCutBelow && webkitLineClamp === "none" && !isCutSideways)
        );
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
}
