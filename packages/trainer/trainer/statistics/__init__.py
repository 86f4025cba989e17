"""How far annotators agree and how far each can be relied on: one request in, one result out."""

import os

# With more threads the sums come in another order, and the same request would not give the same bytes.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
