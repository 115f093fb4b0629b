/* A library of the same ABI as Tencent's, for tests: every object lies far above 32 bits, every
   pointer that comes back is checked, and what is not given back is counted. */

#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096
#define HIGH ((uintptr_t)0x600000000000)
#define MANY 4096
#define CHUNK 8

typedef struct { uint64_t magic; char *buf; int len; } Slice;
typedef struct { uint64_t magic; char index[32]; char *data; int data_len; int finished; } Media;
typedef struct { uint64_t magic; } Sdk;

static const uint64_t SDK = 0x51a51a51a51a51a5u, SLICE = 0x511ce511ce511ceu, MEDIA = 0x3ed1a3ed1a3ed1au;

/* what tests set and look at */
int live_sdks, made_sdks, live_slices, live_media, low_pointers, foreign_pointers, inits;
int init_code, pull_code, pull_failures, media_code, decrypt_code, most_per_page, stuck, no_memory;
int asked_timeout;
unsigned int asked_limit;
char asked_proxy[128], asked_password[128], asked_corp[128], asked_secret[128];

static char *records[MANY];
static int count;
static char *answer;
static char *file;
static int file_len;

void StubAppend(const char *record) { records[count++] = strdup(record); }
void StubAnswer(const char *text) { answer = text ? strdup(text) : NULL; }
void StubFile(const char *data, int len) { file = malloc(len + 1); memcpy(file, data, len); file_len = len; }

static void *high(size_t size) {
    static uintptr_t next = HIGH;
    if (no_memory) return NULL;
    void *made = mmap((void *)next, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    next += 2 * PAGE;
    if (size > PAGE || made == MAP_FAILED || (uintptr_t)made <= UINT32_MAX) low_pointers++;
    return made;
}

static int is(void *object, uint64_t magic) {
    if ((uintptr_t)object <= UINT32_MAX || *(uint64_t *)object != magic) { foreign_pointers++; return 0; }
    return 1;
}

static void drop(void *object, uint64_t magic, int *live) {
    if (is(object, magic)) { (*live)--; munmap(object, PAGE); }
}

static void fill(Slice *slice, const char *text) {
    slice->len = (int)strlen(text);
    slice->buf = strdup(text);
}

Sdk *NewSdk(void) {
    Sdk *made = high(sizeof(Sdk));
    if (made) { made->magic = SDK; live_sdks++; made_sdks++; }
    return made;
}

int Init(Sdk *sdk, const char *corp, const char *secret) {
    if (!is(sdk, SDK)) return 10000;
    inits++;
    snprintf(asked_corp, sizeof asked_corp, "%s", corp);
    snprintf(asked_secret, sizeof asked_secret, "%s", secret);
    return init_code;
}

void DestroySdk(Sdk *sdk) { drop(sdk, SDK, &live_sdks); }

Slice *NewSlice(void) {
    Slice *made = high(sizeof(Slice));
    if (made) { made->magic = SLICE; made->buf = NULL; made->len = 0; live_slices++; }
    return made;
}

void FreeSlice(Slice *slice) { if (is(slice, SLICE)) free(slice->buf); drop(slice, SLICE, &live_slices); }
char *GetContentFromSlice(Slice *slice) { return is(slice, SLICE) ? slice->buf : NULL; }
int GetSliceLen(Slice *slice) { return is(slice, SLICE) ? slice->len : 0; }

static void asked(const char *proxy, const char *password, int timeout) {
    snprintf(asked_proxy, sizeof asked_proxy, "%s", proxy ? proxy : "");
    snprintf(asked_password, sizeof asked_password, "%s", password ? password : "");
    asked_timeout = timeout;
}

int GetChatData(Sdk *sdk, unsigned long long seq, unsigned int limit, const char *proxy,
                const char *password, int timeout, Slice *out) {
    if (!is(sdk, SDK) || !is(out, SLICE)) return 10000;
    asked(proxy, password, timeout);
    asked_limit = limit;
    if (pull_failures > 0) { pull_failures--; return pull_code; }
    if (most_per_page && limit > (unsigned int)most_per_page) {
        fill(out, "{\"errcode\":301058,\"errmsg\":\"too large\"}");
        return 0;
    }
    if (answer) { fill(out, answer); return 0; }
    size_t size = 128;
    for (int at = 0; at < count; at++) size += strlen(records[at]) + 1;
    char *text = malloc(size);
    strcpy(text, "{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[");
    unsigned int given = 0;
    for (unsigned long long at = seq; at < (unsigned long long)count && given < limit; at++, given++) {
        if (given) strcat(text, ",");
        strcat(text, records[at]);
    }
    strcat(text, "]}");
    fill(out, text);
    free(text);
    return 0;
}

/* sealed is "<random key>\n<text>" */
int DecryptData(const char *key, const char *sealed, Slice *out) {
    if (!is(out, SLICE)) return 10000;
    if (decrypt_code) return decrypt_code;
    size_t len = strlen(key);
    if (strncmp(sealed, key, len) != 0 || sealed[len] != '\n') return 10008;
    fill(out, sealed + len + 1);
    return 0;
}

Media *NewMediaData(void) {
    Media *made = high(sizeof(Media));
    if (made) { memset(made, 0, sizeof *made); made->magic = MEDIA; live_media++; }
    return made;
}

void FreeMediaData(Media *media) { if (is(media, MEDIA)) free(media->data); drop(media, MEDIA, &live_media); }
char *GetOutIndexBuf(Media *media) { return is(media, MEDIA) ? media->index : NULL; }
int GetIndexLen(Media *media) { return is(media, MEDIA) ? (int)strlen(media->index) : 0; }
char *GetData(Media *media) { return is(media, MEDIA) ? media->data : NULL; }
int GetDataLen(Media *media) { return is(media, MEDIA) ? media->data_len : 0; }
int IsMediaDataFinish(Media *media) { return is(media, MEDIA) ? media->finished : 0; }

int GetMediaData(Sdk *sdk, const char *index, const char *file_id, const char *proxy,
                 const char *password, int timeout, Media *out) {
    if (!is(sdk, SDK) || !is(out, MEDIA)) return 10000;
    asked(proxy, password, timeout);
    if (media_code) return media_code;
    if (!file || strcmp(file_id, "file-1") != 0) return 10005;
    int start = index && *index ? atoi(index + 6) : 0;
    int len = file_len - start < CHUNK ? file_len - start : CHUNK;
    out->data = malloc(len + 1);
    memcpy(out->data, file + start, len);
    out->data_len = len;
    out->finished = start + len >= file_len && !stuck;
    snprintf(out->index, sizeof out->index, "Range:%d", stuck ? start : start + len);
    return 0;
}
