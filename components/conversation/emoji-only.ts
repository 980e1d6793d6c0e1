const EMOJI_MAX = 6;
const EMOJI =
  /\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:[\u{E0020}-\u{E007F}]*)(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*/gu;
/** No such text is longer: a family of four with their skin tones has 25 characters. */
const EMOJI_TEXT_LENGTH_MAX = 200;

/** A few emoji and nothing else are a gesture more than a text. */
export function isEmojiOnly(body: string): boolean {
  if (body.length > EMOJI_TEXT_LENGTH_MAX) return false;
  let count = 0;
  const rest = body.replace(EMOJI, () => {
    count += 1;
    return "";
  });
  return count > 0 && count <= EMOJI_MAX && rest.trim() === "";
}
