#!/usr/bin/env python3
"""Writes the vectors beside it, without a line of Keyturn: Argon2id from the reference implementation (argon2-cffi),
XChaCha20-Poly1305 from libsodium (PyNaCl), SHA-256 from Python. The formats are written out here a second time, from
their description, so that a mistake in one of the two shows.

    pip install argon2-cffi pynacl && python3 tests/vault_vectors/make.py

Vectors of a version are never written anew: a change of the formats is a new version.
"""

import base64
import hashlib
import json
import pathlib
import uuid

from argon2.low_level import Type, hash_secret_raw
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt

HERE = pathlib.Path(__file__).parent


def b64(data):
    return base64.b64encode(data).decode()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def number(n):
    return str(uuid.UUID(int=n))


def sealed(key, nonce, context, plain):
    nonce = bytes([nonce] * 24)
    return {"nonce": b64(nonce), "body": b64(encrypt(plain, context, nonce, key))}


def save(name, value):
    (HERE / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def derive(passphrase, salt, m, t, p):
    return hash_secret_raw(passphrase.encode(), salt, time_cost=t, memory_cost=m, parallelism=p, hash_len=32,
                           type=Type.ID)


# --- from a passphrase to a key -------------------------------------------------------------------------------------
SALT = bytes(range(16))
WORDS = "correct horse battery staple"
FLOOR, USUAL, CEILING = (19 * 1024, 2, 1), (64 * 1024, 3, 1), (256 * 1024, 10, 4)


def kdf(cost, salt=SALT):
    m, t, p = cost
    return {"m": m, "t": t, "p": p, "salt": b64(salt)}


save("passphrase.json", {
    "derived": [
        {"passphrase": words, "kdf": kdf(cost, salt), "key": derive(words, salt, *cost).hex()}
        for words, cost, salt in [
            (WORDS, FLOOR, SALT),
            (WORDS, USUAL, SALT),
            ("pässwörter in ünïcode", FLOOR, SALT),
            (WORDS, FLOOR, bytes([255] * 16)),
            (WORDS, (19 * 1024, 2, 4), SALT),
        ]
    ],
    "refused": [
        {"kdf": kdf(cost), "fault": fault}
        for cost, fault in [
            ((19 * 1024 - 1, 2, 1), "KdfTooCheap"),
            ((19 * 1024, 1, 1), "KdfTooCheap"),
            ((19 * 1024, 2, 0), "KdfTooCheap"),
            ((256 * 1024 + 1, 10, 4), "KdfTooDear"),
            ((256 * 1024, 11, 4), "KdfTooDear"),
            ((256 * 1024, 10, 5), "KdfTooDear"),
            ((2**32 - 1, 2**32 - 1, 2**32 - 1), "KdfTooDear"),
        ]
    ],
    "borne": [kdf(FLOOR), kdf(USUAL), kdf(CEILING)],
})

# --- the header -----------------------------------------------------------------------------------------------------
VAULT, OTHER = number(0x11), number(0x12)
MASTER = bytes([0x4D] * 32)


def header(cost=FLOOR, vault=VAULT, words=WORDS, nonce=1, master=MASTER, bound=None):
    m, t, p = bound or cost
    context = f"keyturn-vault 1 {vault} argon2id {m} {t} {p} ".encode() + SALT
    key = sealed(derive(words, SALT, *cost), nonce, context, master)
    return {"format": "keyturn-vault", "version": 1, "id": vault, "kdf": kdf(cost), "master": key}


def change(value, **to):
    return compact({**value, **to})


good = header()
text = compact(good)
save("header.json", {
    "passphrase": WORDS, "vault": VAULT, "master": MASTER.hex(), "nonce": 1, "good": text,
    "refused": [
        {"what": what, "text": other, "fault": fault}
        for what, other, fault in [
            ("cut short", text[:-1], "Malformed"),
            ("nothing", "", "Malformed"),
            ("another format", change(good, format="keyturn-set"), "Malformed"),
            ("an older version", change(good, version=0), "Malformed"),
            ("a newer version", change(good, version=2), "NewerVersion"),
            ("a newer version with other members", change(good, version=2, kdf={"name": "new"}), "NewerVersion"),
            ("one member more", change(good, more=1), "Malformed"),
            ("a salt of 15 bytes", change(good, kdf=kdf(FLOOR, SALT[:15])), "Malformed"),
            ("a nonce of 12 bytes", change(good, master={**good["master"], "nonce": b64(bytes(12))}), "Malformed"),
            ("a lowered cost", change(good, kdf=kdf((8, 1, 1))), "KdfTooCheap"),
            ("a raised cost", change(good, kdf=kdf((2**31, 3, 1))), "KdfTooDear"),
            ("another vault's id", change(good, id=OTHER), "WrongPassphrase"),
            ("another cost in the context", compact(header(bound=USUAL)), "WrongPassphrase"),
            ("another passphrase", compact(header(words="correct horse battery stapler")), "WrongPassphrase"),
            ("a tag that is cut", change(good, master={**good["master"], "body": b64(bytes(15))}), "WrongPassphrase"),
            ("a key of 31 bytes", compact(header(master=MASTER[:31])), "Malformed"),
        ]
    ],
})

# --- sets, records and marks ----------------------------------------------------------------------------------------
SET, ELSEWHERE = number(0x21), number(0x22)
DATA = bytes([0x44] * 32)


def set_header(kind="run", said=None, ident=SET, vault=VAULT, key=MASTER, data=DATA, version=1):
    word = {"run": "Run", "inventory": "Inventory"}[said or kind]
    context = f"keyturn-set {version} {vault} {ident} {word}".encode()
    return {"format": "keyturn-set", "version": 1, "vault": vault, "id": ident, "kind": kind,
            "key": sealed(key, 2, context, data)}


good_set = set_header()
save("set.json", {
    "master": MASTER.hex(), "vault": VAULT, "set": SET, "data": DATA.hex(), "nonce": 2,
    "good": compact(good_set), "inventory": compact(set_header("inventory")),
    "refused": [
        {"what": what, "text": other, "fault": fault}
        for what, other, fault in [
            ("cut short", compact(good_set)[:-2], "Malformed"),
            ("a newer version", change(good_set, version=2), "NewerVersion"),
            ("another kind in clear", change(good_set, kind="inventory"), "Forged"),
            ("a kind that nobody knows", change(good_set, kind="ledger"), "Malformed"),
            ("another set's id", change(good_set, id=ELSEWHERE), "Forged"),
            ("another vault's id", change(good_set, vault=OTHER), "Forged"),
            ("another version in the context", compact(set_header(version=2)), "Forged"),
            ("another vault's key", compact(set_header(key=bytes(32))), "Forged"),
            ("a key of 33 bytes", compact(set_header(data=DATA + b"D")), "Malformed"),
        ]
    ],
})


def record(seq, before, body, fence=3, at="2026-11-22T00:00:00.000Z", vault=VAULT, ident=SET, key=DATA, bound=None,
           version=1):
    clear = {"vault": vault, "set": ident, "seq": seq, "fence": fence, "at": at, "before": b64(before)}
    context = f"keyturn-record {version} ".encode() + compact({**clear, **(bound or {})}).encode()
    return compact({"format": "keyturn-record", "version": 1, "clear": clear,
                    "sealed": sealed(key, 0x30 + seq, context, body)})


def chained(*bodies, **options):
    texts, before = [], bytes(32)
    for seq, body in enumerate(bodies):
        texts.append(record(seq, before, body, **options))
        before = hashlib.sha256(texts[-1].encode()).digest()
    return texts, before


BODIES = [b"one", b"", "drei \u2026".encode()]
chain, end = chained(*BODIES)
last = json.loads(chain[0])
zeros = bytes(32)


def mark(places, before, key=DATA, ident=SET):
    context = f"keyturn-mark 1 {VAULT} {ident}".encode()
    body = places.to_bytes(8, "little") + before
    return {"format": "keyturn-mark", "version": 1, "sealed": sealed(key, 0x3F, context, body)}


save("records.json", {
    "vault": VAULT, "set": SET, "data": DATA.hex(), "fence": 3, "at": "2026-11-22T00:00:00.000Z", "nonce": 0x30,
    "bodies": [body.decode() for body in BODIES], "good": chain,
    "marks": {
        "nonce": 0x3F, "good": compact(mark(3, end)),
        "refused": [
            {"what": what, "text": other, "fault": fault}
            for what, other, fault in [
                ("of two records", compact(mark(2, hashlib.sha256(chain[1].encode()).digest())), "CutShort"),
                ("of as many others", compact(mark(3, zeros)), "CutShort"),
                ("of another set", compact(mark(3, end, ident=ELSEWHERE)), "Forged"),
                ("under another key", compact(mark(3, end, key=MASTER)), "Forged"),
                ("a newer version", change(mark(3, end), version=2), "NewerVersion"),
                ("a record", chain[0], "Malformed"),
            ]
        ],
    },
    "refused": [
        {"what": what, "texts": texts, "taken": taken, "fault": fault}
        for what, texts, taken, fault in [
            ("the first is missing", chain[1:], 0, "OutOfOrder"),
            ("one is missing", [chain[0], chain[2]], 1, "OutOfOrder"),
            ("two stand in each other's place", [chain[0], chain[2], chain[1]], 1, "OutOfOrder"),
            ("one is replayed", [chain[0], chain[0]], 1, "OutOfOrder"),
            ("all are replayed", chain + chain, 3, "OutOfOrder"),
            ("a second one on the same first", [chain[0], record(1, zeros, b"x")], 1, "OutOfOrder"),
            ("the place of another", [record(1, zeros, b"x")], 0, "OutOfOrder"),
            ("spaces between", [chain[0].replace(",", ", "), chain[1]], 1, "OutOfOrder"),
            ("cut short", [chain[0], chain[1][:-1]], 1, "Malformed"),
            ("a newer version", [change(last, version=2)], 0, "NewerVersion"),
            ("another version in the context", [record(0, zeros, b"x", version=2)], 0, "Forged"),
            ("another time in the context", [record(0, zeros, b"x", bound={"at": "2026-11-23T00:00:00.000Z"})], 0,
             "Forged"),
            ("another fence in the context", [record(0, zeros, b"x", bound={"fence": 2})], 0, "Forged"),
            ("another key", [record(0, zeros, b"x", key=MASTER)], 0, "Forged"),
            ("another set's", [record(0, zeros, b"x", ident=ELSEWHERE)], 0, "Forged"),
            ("another vault's", [record(0, zeros, b"x", vault=OTHER)], 0, "Forged"),
            ("a writer that had lost the set",
             [chain[0], record(1, hashlib.sha256(chain[0].encode()).digest(), b"x", fence=2)], 1, "StaleWriter"),
        ]
    ],
})

# --- parked replies -------------------------------------------------------------------------------------------------
ONCE, ANOTHER = number(0x31), number(0x32)
REPLY = bytes([0x52] * 32)
HEAD = {"status": 201, "headers": [["x-keyturn-answer", "vendor"], ["content-type", "application/json"]]}
BODY = '{"data":{"api_key":"superapiproduct_FAKE"}}\n'


def parked(plain=compact(HEAD) + "\n" + BODY, once=ONCE, key=REPLY, version=1):
    context = f"keyturn-parked {version} {once}".encode()
    return {"format": "keyturn-parked", "version": 1, "sealed": sealed(key, 0x40, context, plain.encode())}


good_reply = parked()
save("parked.json", {
    "key": b64(REPLY), "once": ONCE, "nonce": 0x40, "status": 201, "headers": HEAD["headers"], "body": BODY,
    "good": compact(good_reply),
    "refused": [
        {"what": what, "text": other, "fault": fault}
        for what, other, fault in [
            ("cut short", compact(good_reply)[:-1], "Malformed"),
            ("a newer version", change(good_reply, version=2), "NewerVersion"),
            ("another format", change(good_reply, format="keyturn-mark"), "Malformed"),
            ("another call's", compact(parked(once=ANOTHER)), "Forged"),
            ("another version in the context", compact(parked(version=2)), "Forged"),
            ("another key's", compact(parked(key=DATA)), "Forged"),
            ("a body without a head", compact(parked(plain=BODY)), "Malformed"),
            ("a head without an end", compact(parked(plain=compact(HEAD))), "Malformed"),
        ]
    ],
})

# --- what stands in a journal ---------------------------------------------------------------------------------------
THROUGH = {"id": "superapi", "label": "SuperAPI", "environment": "live", "deactivate": "by-key-id"}
BANK = {"id": "bank", "label": "Bank", "environment": "test", "deactivate": "by-product"}
KEY = b64(REPLY)
AT = "2026-11-22T01:02:03Z"


def began(machine, through, **more):
    return compact({"entry": "began", "machine": machine, "connection": through, **more})


def acted(act, **more):
    return compact({"entry": "acted", "act": {"act": act, **more}})


def replied(ticket, **reply):
    return compact({"entry": "replied", "ticket": ticket, "millis": 250, "reply": reply})


save("entries.json", {
    "rotation": {
        "began": began("rotation", THROUGH, partner="superapipartner_FAKE", old="superapiproduct_FAKEold",
                       old_id=number(7), product=number(8), others=2, replace=False),
        "acts": [
            acted("check", other_run_open=True),
            acted("provision", once=ONCE, reply_key=KEY),
            acted("test"),
            acted("prove-stored", pasted="superapiproduct_FAKEnew"),
            acted("roll-out", hold_until=AT),
            acted("roll-out", hold_until=None),
            acted("end-hold"),
            acted("deactivate", typed="Payroll", once=ANOTHER, reply_key=None),
            acted("probe"),
            acted("deactivate-once-more"),
            acted("start-over"),
            acted("finish"),
            acted("abandon", reason="enough"),
        ],
    },
    "replacement": {
        "began": began("rotation", THROUGH, partner="superapipartner_FAKE", old="superapiproduct_FAKEold", old_id=None,
                       product=number(8), others=0, replace=True),
        "acts": [],
    },
    "renewal": {
        "began": began("renewal", BANK, current="FAKE_SEC_one", name="FAKE_SEC...one", expiry=AT, facility="FAKE"),
        "acts": [
            acted("check", other_run_open=False),
            acted("retry"),
            acted("prove-stored", pasted="FAKE_SEC_two"),
            acted("confirm"),
            acted("abandon", reason=""),
        ],
    },
    "rehearsal": {
        "began": began("rehearsal", BANK),
        "acts": [
            acted("keys", first="FAKE_SEC_one", second="FAKE_SEC_two"),
            acted("retry"),
            acted("saw", text="FAKE_SEC...two"),
            acted("switched"),
            acted("did-not-switch"),
            acted("skip-watch"),
            acted("abandon", reason=""),
        ],
    },
    "others": [
        replied(1, came="reply", status=200, headers=[["date", "Sun, 22 Nov 2026 00:00:00 GMT"]], body=b64(b"\x00\xff")),
        replied(2, came="nothing", sent=True),
        replied(3, came="nothing", sent=False),
        compact({"entry": "handed-over", "export": number(9)}),
        compact({"entry": "taken-up", "export": number(9)}),
    ],
    "refused": [
        "", "{}", "[]",
        acted("destroy-everything"),
        acted("provision", reply_key=None),
        acted("check", other_run_open=True, more=1),
        compact({"entry": "acted"}),
        compact({"entry": "shouted"}),
        began("rotation", {**THROUGH, "environment": "staging"}, partner="p", old="o", old_id=None, product=number(8),
              others=0),
        began("rehearsal", {**BANK, "deactivate": "by-guess"}),
        began("rehearsal", "bank"),
        replied(2**32, came="nothing", sent=True),
        replied(1, came="reply", status=200, headers=[], body="not base64"),
        replied(1, came="reply", status=65536, headers=[], body=""),
    ],
})

# --- the list of keys -----------------------------------------------------------------------------------------------
def listed(ident, text, kind, vendor, **more):
    return {
        "id": ident, "connection": "bank", "kind": kind, "vendor": vendor, "secret": text, "masked": "FAKE_SEC_\u2026",
        "fingerprint": hashlib.sha256(text.encode()).hexdigest(), "name": None, "label": "L",
        "notes": ["Ops", "Shop", "n"], "facility": None, "product": None, "vendor_id": None, "added": AT, "made": None,
        "expiry": "unknown", "checked": None, "life": 0, "standing": 0, "should_use": None, "predecessor": None,
        "successor": None, "history": [[AT, "Added to the panel."]], "marks": [[AT, 0, None]], "leak": None, **more,
    }


KEYS = [
    listed(1, "FAKE_SEC_one", 0, 0, name="FAKE_SEC...one", facility="FAKE", expiry={"at": AT}, checked=AT, life=1,
           standing=1, should_use=["FAKE_SEC...two", False], successor=2, marks=[[AT, 0, None], [AT, 5, 2]]),
    listed(2, "FAKE_SEC_two", 0, 0, predecessor=1, should_use=["FAKE_SEC...two", True], made=AT, life=2,
           leak=[AT, "seen in a log", None], marks=[[AT, 1, None], [AT, 8, None]]),
    listed(3, "superapiproduct_FAKE", 3, 1, product=[number(8), "Payroll", 1], vendor_id=number(7), expiry="never",
           standing=4, life=3, secret=None),
]
REST = {"settled": [number(3)], "evidence": [{"subject": "Rotate", "at": AT, "kind": 3, "step": "Verify", "text": "x"}],
        "idle_minutes": 17, "hidden_minutes": 2}
ORPHAN = {"connection": "superapi", "product": number(8), "at": AT}


def kept(keys=KEYS, rest=REST):
    resolved = [{"orphan": ORPHAN, "fate": {"found": 3}, "reason": "ticket 12", "at": AT}]
    return compact({"inventory": {"added": 3, "keys": keys, "orphans": [ORPHAN], "resolved": resolved}, "rest": rest})


save("kept.json", {
    "good": kept(),
    "refused": [
        {"what": what, "text": other, "fault": "Malformed"}
        for what, other in [
            ("nothing", ""),
            ("no keys", compact({"rest": REST})),
            ("a word that nobody knows", kept([{**KEYS[0], "life": 4}])),
            ("a standing that nobody knows", kept([{**KEYS[0], "standing": 5}])),
            ("a mark that nobody knows", kept([{**KEYS[0], "marks": [[AT, 9, None]]}])),
            ("a fingerprint that is none", kept([{**KEYS[0], "fingerprint": "00"}])),
            ("a date that is none", kept([{**KEYS[0], "added": "yesterday"}])),
        ]
    ],
})

# --- a sealed export ------------------------------------------------------------------------------------------------
EXPORT = number(0x41)
journal, journal_end = chained(*[began("rehearsal", BANK).encode(), acted("abandon", reason="").encode()], fence=0)
inventory, inventory_end = chained(compact({
    "inventory": {"added": 0, "keys": [], "orphans": [], "resolved": []},
    "rest": {"settled": [], "evidence": [], "idle_minutes": 5, "hidden_minutes": None},
}).encode(), ident=ELSEWHERE)
SETS = [
    {"id": SET, "header": compact(good_set), "records": journal, "mark": compact(mark(2, journal_end))},
    {"id": ELSEWHERE, "header": compact(set_header("inventory", ident=ELSEWHERE)), "records": inventory,
     "mark": compact(mark(1, inventory_end, ident=ELSEWHERE))},
]


def export(sets=SETS, said=None, ident=EXPORT, key=MASTER, bound=EXPORT):
    manifest = hashlib.sha256(compact(said or sets).encode()).digest()
    context = f"keyturn-export 1 {VAULT} {bound} {AT}".encode()
    return {"format": "keyturn-export", "version": 1, "id": ident, "at": AT, "header": good, "sets": sets,
            "manifest": sealed(key, 0x50, context, manifest)}


good_export = export()
save("export.json", {
    "passphrase": WORDS, "export": EXPORT, "at": AT, "nonce": 0x50, "runs": [SET], "good": compact(good_export),
    "refused": [
        {"what": what, "text": other, "fault": fault}
        for what, other, fault in [
            ("cut short", compact(good_export)[:-1], "Damaged"),
            ("no export", text, "NotAnExport"),
            ("a newer version", change(good_export, version=2), "NewerVersion"),
            ("a lowered cost", change(good_export, header={**good, "kdf": kdf((8, 1, 1))}), "KdfTooCheap"),
            ("a set taken out", compact(export(SETS[1:], said=SETS)), "Damaged"),
            ("sets in another order", compact(export(SETS[::-1], said=SETS)), "Damaged"),
            ("another export's manifest", compact(export(ident=ANOTHER)), "Damaged"),
            ("another time", change(good_export, at="2026-11-22T01:02:04Z"), "Damaged"),
            ("another key's manifest", compact(export(key=DATA)), "Damaged"),
        ]
    ],
})
