"""
The table, and the only home of PynamoDB. A query that is not in this list does not exist.

=========================================  ==================================================
Access pattern                             Request
=========================================  ==================================================
which group or person has an alias         get ``ALIAS#kind#name`` / ``-``
a group with its settings                  get ``GROUP#g`` / ``META``, ``SETTINGS``, ``ROSTER``
the edition in use, any edition            get ``RULEBOOK#r`` / ``CURRENT``, get ``EDITION#e``
what the organisation chose                get ``ORG`` / ``SETTINGS#r``, ``RETENTION``
rulebooks that are published               query index ``worklist``, ``LIST#organisation#rulebooks``
groups that name a person                  query index ``worklist``, ``LIST#p#groups``, then each
publish an edition                         get ``ORG`` / ``AUDITHEAD``; transaction: ``EDITION#e``,
                                           ``CURRENT``, ``SOURCE#e``, ``ORG`` / ``SETTINGS#r``,
                                           ``AUDIT#n``, ``AUDITHEAD``
the organisation chooses, or a trial ends  get ``ORG`` / ``AUDITHEAD``; transaction:
                                           ``SETTINGS#r`` or ``RETENTION``, ``AUDIT#n``,
                                           ``AUDITHEAD``
link a group                               transaction: ``META``, ``SETTINGS``, its aliases,
                                           ``NAMED#p``
attach an alias to a group                 get ``META``; transaction: alias, ``META``
name a role by command                     get ``META``, ``AUDITHEAD``; transaction: ``META``,
                                           ``NAMED#p``, ``AUDIT#n``, ``AUDITHEAD``
roles and exemptions of who is forgotten   get ``META``, ``SETTINGS``; transaction: the same,
                                           ``NAMED#p``
a person                                   get ``PERSON#p`` / ``PROFILE``
many persons                               batch-get ``PERSON#p`` / ``PROFILE``, a hundred each
everybody with a position                  query index ``worklist``, ``LIST#organisation#posts``
record a person, note facts                transaction: ``PROFILE``, their aliases
a person's names go                        get ``PROFILE``; transaction: the same, all deleted
register a group                           put alias once, get it; put ``GROUP#g`` / ``ROSTER`` once
whose an alias is                          get ``ALIAS#kind#name`` / ``-``
a group with its members                   get ``ROSTER``; query ``GROUP#g`` from ``MEMBER#``
on which rosters somebody is               query index ``worklist``, ``LIST#p#groups``; batch-get
                                           ``MEMBER#p`` of each
a change of members                        transaction: ``ROSTER`` under its version, ``MEMBER#p``
a pulled roster                            transactions of 90 members, ``ROSTER`` under its revision
a dissolved or hidden group                update ``ROSTER``, conditional
a member's last day, or own word for them  update ``MEMBER#p``, conditional
what somebody is allowed                   get ``AUDITHEAD``; transaction: ``PERMIT#kind#id`` once,
                                           ``AUDIT#n``, ``AUDITHEAD``
what is allowed in a group                 query ``GROUP#g``, ``PERMIT#``
permits of who is forgotten go             query the same; delete each
when a group is gone through               get, put ``GROUP#g`` / ``ROSTERCHECK`` under its version;
                                           delete it
which groups are                           batch-get ``ROSTERCHECK`` of each
which are gone through as one kind         query index ``worklist``, ``LIST#kind#checks``; batch-get
                                           ``ROSTERCHECK`` of each
all groups ever seen                       query index ``worklist``, ``LIST#organisation#groups``
groups whose roster is stale               query the same up to an instant, newest first
groups that were dissolved                 query the same from the year 9999; batch-get ``ROSTER``
a group that is known no more              query ``MEMBER#``; delete each, then ``ROSTER``
a pull was asked for                       update ``ROSTER``, conditional
removals that the limit holds              query index ``worklist``, ``LIST#g#held-removals``
what waits for somebody's word             query index ``worklist``,
                                           ``LIST#organisation#undecided``, of a group from ``g#``
what nobody said a word on in time         query the same, ``LIST#organisation#lapsed``
what was found wrongly                     query index ``worklist``, ``LIST#r#found-wrongly``; then
                                           ``GM#g#p`` of each
fines and red packets of a time            query index ``worklist``, ``LIST#g#money``, and what
                                           waits in the group
one message of a member                    update ``GM#g#p`` / ``ACT``, conditional, all returned
a member's ring goes                       delete ``GM#g#p`` / ``ACT``
is a text our own post                     get ``GROUP#g`` / ``SENT#hash``
note an own post                           update ``GROUP#g`` / ``SENT#hash``
note what is counted beyond the ring       update or get ``GROUP#g`` / ``SEEN#hash``
note what may come up in other groups      the same of ``GROUP#organisation``
all that was noted in a group goes         query ``GROUP#g``, ``SEEN#``; delete each
open a case                                put ``PERSON#p`` / ``GROUP#g``;
                                           put ``GM#g#p`` / ``CASE#at#id``, conditional;
                                           get ``RECALL#id``; if found, update the case
a member's discipline                      query ``GM#g#p`` from ``CASE#``, consistent, all pages
a member's company-wide standings          query ``PERSON#p``, ``STANDING#``, consistent
groups with anything on record of someone  query ``PERSON#p``, ``GROUP#``, consistent
a group on file                            get ``GROUP#g`` / ``FILING``
many groups on file                        batch-get ``GROUP#g`` / ``FILING``, a hundred each
a step in a group's life                   get ``AUDITHEAD``; transaction: ``FILING``, ``ORG`` /
                                           ``NUMBER#n``, ``NAME#n#g``, ``AUDIT#n``,
                                           ``AUDITHEAD``
a group that is on file no more            delete ``GROUP#g`` / ``FILING``
the groups on file under a name            query ``ORG``, ``NAME#n#``, consistent; get each
whose a number of the register is          get ``ORG`` / ``NUMBER#n``
the register                               query index ``worklist``,
                                           ``LIST#organisation#filings``, of a state from ``s#``
a group's own orders                       query ``GROUP#g``, ``ORDER#``, consistent, all pages
a change of the ledger                     get ``GROUP#g`` / ``AUDITHEAD``; transaction: cases,
                                           standings, orders, ``PETITION#id``,
                                           ``PERSON#p`` / ``GROUP#g``, ``AUDIT#n``,
                                           ``AUDITHEAD``, ``BUDGET#removals#g#hour``,
                                           ``COUNT#month``, ``COUNT#r#e``
what an edition recorded and no more       query ``COUNT#r#e``
a member's discipline as nobody's          transactions of 45 items: each under ``GM#g#nobody``,
                                           a mark where a case was, else deleted; query
                                           ``GM#g#p``, ``PERSON#p`` from ``GROUP#``,
                                           ``STANDING#``; transaction: what is left, deleted
a recalled message's case                  put ``GM#g#p`` / ``RECALL#id``, conditional;
                                           query from ``CASE#``; if found, update the case
what was logged in a group of late         query ``GROUP#g``, ``AUDIT#``, newest first, by pages
a group's audit log, the organisation's    query ``GROUP#g`` or ``ORG`` from ``AUDIT#``, get
                                           ``AUDITHEAD``
an entry of no other change                get ``AUDITHEAD``; transaction: ``AUDIT#n``, the same
forget persons in a log                    query from ``AUDIT#``; an entry; update each ``AUDIT#n``
                                           that names them, conditional
where all logs end                         query index ``worklist``, ``LIST#organisation#logs``;
                                           batch-get their ``AUDITHEAD``
the anchor of a day                        query ``ORG``, ``ANCHOR#``, newest first; transaction:
                                           ``ANCHOR#day``, ``HEADS#day#n``, ``AUDIT#n``,
                                           ``AUDITHEAD``
all anchors                                query ``ORG``, ``ANCHOR#``; for each, ``HEADS#day#``
a watch, and its change                    get, put ``GROUP#g`` / ``WATCH#id``, conditional
a group's watches                          query ``GROUP#g``, ``WATCH#``, consistent, all pages
an issue, its change, a group's issues     the same with ``ISSUE#id``
from now on an answer is awaited, or not   update ``GM#g#p`` / ``ACT``
what is due                                query index ``due`` per shard up to an instant
look at a due item later                   update, conditional; query index ``due`` for one that
                                           was not read from it
when a group rests next                    get ``GROUP#g`` / ``QUIET``
when each of some groups does              batch-get ``QUIET`` of each
a rest begins, ends, is planned anew       put ``QUIET`` under its version
a group rests no more                      delete ``QUIET``
how far an archive is collected            get, update ``CURSOR#corp`` / ``-``
an access token, its lease                 get, update ``TOKEN#key`` / ``-``
what may be called now, a place in line    update ``BUDGET#rate#name`` / ``-``, conditional
may it happen, or has it                   update ``ONCE#digest`` / ``-``, conditional
=========================================  ==================================================

Items over 1 KB cost a second write unit: the activity item stays below. Items that may be forgotten
carry ``ttl``: activity, own posts, recalls, marks of buried cases, removal counters, rate budgets,
tokens, claims of what may happen once, permits that ended, watches, issues. Cases, orders,
petitions, audit and anchors carry none.
"""
