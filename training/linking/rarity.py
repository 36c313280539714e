"""Count in how many articles each stem stands: writes `src/tocsin/data/word-rarity.tsv`.

python training/linking/rarity.py ../shared
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from tocsin.linking.words import stems_of

ROOT = Path(__file__).parents[2]
LEAST = 3  # articles; names of one story would only make the table long
HEAD = """\
# In how many of the articles a stem stands that the program is developed with ("*": all of them).
# Source: counted by training/linking/rarity.py; stems of fewer than {least} articles are left out.
# Licence: Apache-2.0, as the program; counts only, no text.
stem\tarticles
*\t{total}
"""


def main() -> None:
    """Read the texts, write the table."""
    shared = Path(sys.argv[1])
    texts = [json.loads(line)["text"] for line in (shared / "gold/train.articles.jsonl").open()]
    with gzip.open(shared / "corpora/ecbplus.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts += [json.loads(line)["text"] for line in lines]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "training/own").glob("*.txt"))]
    counts = Counter(stem for text in texts for stem in set(stems_of(text)))
    rows = [f"{stem}\t{count}\n" for stem, count in sorted(counts.items()) if count >= LEAST]
    table = HEAD.format(least=LEAST, total=len(texts)) + "".join(rows)
    (ROOT / "src/tocsin/data/word-rarity.tsv").write_text(table, "utf-8")


if __name__ == "__main__":
    main()
