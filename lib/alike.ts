/** How alike two texts must be to be put together, of 1. */
const ALIKE_MIN = 0.3;
const PIECE_LENGTH = 3;
/** Among few texts a word that only some have says little: it counts as if there were so many more. */
const OTHERS = 10;

const words = new Intl.Segmenter(undefined, { granularity: "word" });

type Weights = Map<string, number>;

interface Heap<Asked> {
  all: Asked[];
  /** Of all its texts together. */
  sum: Weights;
}

/**
 * Puts texts together that say much the same, whatever they are written in: alike is who shares words, and pieces of
 * words, that the others seldom have. The largest heaps come first, and what came first leads in each.
 */
export function heapsOfAlike<Asked extends { body: string }>(asked: Asked[]): Asked[][] {
  const featured = asked.map(({ body }) => featuresOf(body));
  const counts = new Map<string, number>();
  for (const features of featured) for (const each of features) counts.set(each, (counts.get(each) ?? 0) + 1);
  const heaps: Heap<Asked>[] = [];
  asked.forEach((each, n) => {
    const weights: Weights = new Map(
      [...(featured[n] ?? [])].map((feature) => [
        feature,
        Math.log(1 + (OTHERS + asked.length) / (counts.get(feature) ?? 1)),
      ]),
    );
    const [nearest, nearness] = nearestOf(heaps, weights);
    if (!nearest || nearness < ALIKE_MIN) {
      heaps.push({ all: [each], sum: weights });
      return;
    }
    nearest.all.push(each);
    for (const [feature, weight] of weights)
      nearest.sum.set(feature, (nearest.sum.get(feature) ?? 0) + weight);
  });
  return heaps.map(({ all }) => all).toSorted((one, other) => other.length - one.length);
}

function nearestOf<Asked>(heaps: Heap<Asked>[], weights: Weights): [Heap<Asked> | undefined, number] {
  let nearest: Heap<Asked> | undefined;
  let nearness = 0;
  for (const heap of heaps) {
    const near = likeness(heap.sum, weights);
    if (near > nearness) [nearest, nearness] = [heap, near];
  }
  return [nearest, nearness];
}

/** The cosine of the angle between them. */
function likeness(one: Weights, other: Weights): number {
  let product = 0;
  for (const [feature, weight] of other) product += weight * (one.get(feature) ?? 0);
  return product / (lengthOf(one) * lengthOf(other) || 1);
}

function lengthOf(weights: Weights): number {
  return Math.hypot(...weights.values());
}

/** Its words, and their pieces, by which forms of one word are alike. */
function featuresOf(text: string): Set<string> {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const features = new Set<string>();
  for (const { segment, isWordLike } of words.segment(plain)) {
    if (!isWordLike) continue;
    features.add(segment);
    const padded = ` ${segment} `;
    for (let at = 0; at + PIECE_LENGTH <= padded.length; at += 1)
      features.add(`…${padded.slice(at, at + PIECE_LENGTH)}`);
  }
  return features;
}
