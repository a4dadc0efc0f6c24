/** A copy of the part that the page holds ready in `<template id="shape-NAME">`. */
export function shape(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(`#shape-${name}`);
  const copy = template?.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`The page holds no shape "${name}".`);
  return copy;
}

/** The part of a copy that is marked `data-is="NAME"`. */
export function part<T extends HTMLElement = HTMLElement>(whole: ParentNode, name: string): T {
  const found = whole.querySelector<T>(`[data-is="${name}"]`);
  if (!found) throw new Error(`There is no part "${name}".`);
  return found;
}
