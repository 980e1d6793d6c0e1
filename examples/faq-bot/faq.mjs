/** Of the words of a question so many must be in what was asked. */
const SHARE_MIN = 0.5;
const WORD_LENGTH_MIN = 3;

/** Words that say nothing of what a question is about. */
const USUAL = new Set(
  (
    "the and you your are is can could would how what when where who why does did have has for with from this that there " +
    "que como cuando donde quien para por con una uno los las del hay puedo tienen " +
    "هل ما متى اين أين كيف من في على لديكم"
  ).split(" "),
);
const FOR_A_PERSON =
  /\b(?:person|human|agent|somebody|someone|staff|persona|humano|agente|alguien)\b|شخص|موظف|إنسان/iu;

/**
 * Questions of a business and their answers, in Markdown: each heading `##` is a question, or several with `/` between,
 * and what follows it the answer.
 */
export function readFaq(markdown) {
  const entries = markdown
    .split(/^## +/m)
    .slice(1)
    .map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      return { questions: heading.split("/").map(wordsIn), answer: lines.join("\n").trim() };
    })
    .filter(({ answer }) => answer !== "");
  return {
    /** `null` where none fits, or a person is asked for. */
    answerTo(asked) {
      if (FOR_A_PERSON.test(asked)) return null;
      const words = new Set(wordsIn(asked));
      const shares = entries.map(({ questions }) =>
        Math.max(...questions.map((each) => shareOf(each, words))),
      );
      const best = Math.max(0, ...shares);
      return best >= SHARE_MIN ? entries[shares.indexOf(best)].answer : null;
    },
  };
}

function shareOf(question, asked) {
  if (question.length === 0) return 0;
  return question.filter((word) => asked.has(word)).length / question.length;
}

/** Without accents and endings in s, in which the same is written differently. */
function wordsIn(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length >= WORD_LENGTH_MIN && !USUAL.has(word))
    .map((word) => word.replace(/s$/, ""));
}
