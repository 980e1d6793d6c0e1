export const TAGS_PER_BUSINESS_MAX = 100;
export const TAG_NAME_LENGTH_MAX = 40;

/** What colour a tag has, by name, as hue: every theme makes its own colour of it. */
export const tagHues = { clay: 40, honey: 85, moss: 150, sea: 230, plum: 330 } as const;
export type TagColor = keyof typeof tagHues;
export const tagColors = Object.keys(tagHues).filter((name): name is TagColor => name in tagHues);

export interface Tag {
  id: string;
  name: string;
  color: TagColor;
}
