#include "CMarkup.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define FUNCTIONS(X)                                                                                     \
    X(htmlReadMemory) X(xmlFreeDoc) X(xmlNodeListGetString) X(xmlDocGetRootElement)     \
    X(xmlNewParserCtxt) X(xmlFreeParserCtxt) X(xmlCtxtReadMemory) X(htmlEntityLookup)
#define DECLARE(name) static __typeof__(&name) p_##name;
FUNCTIONS(DECLARE)
static xmlFreeFunc *p_free;

static const char *problem;

static void load(void) {
    const char *names[] = {"libxml2.so.2", "libxml2.so.16", "libxml2.so", "libxml2.2.dylib", "libxml2.dylib"};
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof names[0]; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        problem = "libxml2 is not installed; it reads web pages and XML";
        return;
    }
#define FIND(name)                                                                                       \
    p_##name = (__typeof__(&name))dlsym(library, #name);                                                 \
    if (p_##name == NULL) problem = "the installed libxml2 is too old";
    FUNCTIONS(FIND)
    p_free = (xmlFreeFunc *)dlsym(library, "xmlFree");
    if (p_free == NULL) problem = "the installed libxml2 is too old";
}

static void begin(xmlNode *node, nd_markup_event event, void *context) {
    event(context, 1, (const char *)node->name, "");
    for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        xmlChar *value = p_xmlNodeListGetString(node->doc, attribute->children, 1);
        event(context, 2, (const char *)attribute->name, value == NULL ? "" : (const char *)value);
        if (value != NULL) (*p_free)(value);
    }
}

static void load_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
}

const char *nd_markup_read(
    const char *bytes, size_t count, const char *encoding, nd_markup_event event, void *context) {
    load_once();
    if (problem != NULL) return problem;
    if (count > 100u << 20) return "the page is larger than 100 MB";
    // No network, no messages.
    xmlDoc *document = p_htmlReadMemory(
        bytes, (int)count, NULL, encoding,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    if (document == NULL) return "this is no web page";
    // The tree is gone through without recursion: pages nest as deep as they like.
    xmlNode *node = p_xmlDocGetRootElement(document);
    xmlNode *root = node;
    while (node != NULL) {
        if (node->type == XML_ELEMENT_NODE) begin(node, event, context);
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL)
            event(context, 3, "", (const char *)node->content);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        for (;;) {
            if (node->type == XML_ELEMENT_NODE) event(context, 4, (const char *)node->name, "");
            if (node == root) {
                node = NULL;
                break;
            }
            if (node->next != NULL) {
                node = node->next;
                break;
            }
            node = node->parent;
        }
    }
    p_xmlFreeDoc(document);
    return NULL;
}

// MARK: XML

typedef struct {
    nd_markup_event event;
    void *context;
    // The first error that leaves something out.
    int line;
    char message[200];
    // Bytes that entities were replaced with: a small document must not become a large one.
    size_t expanded;
} nd_xml_reading;

static void note(nd_xml_reading *reading, int line, const char *message) {
    if (reading->message[0] != 0) return;
    reading->line = line;
    strncpy(reading->message, message, sizeof reading->message - 1);
    size_t length = strlen(reading->message);
    while (length > 0 && reading->message[length - 1] <= ' ' && reading->message[length - 1] > 0) length--;
    reading->message[length] = 0;
}

static void on_error(void *user, const xmlError *error) {
    xmlParserCtxt *parser = user;
    if (error->level == XML_ERR_FATAL) note(parser->_private, error->line, error->message);
}

static void begin_element(xmlNode *node, nd_xml_reading *reading) {
    const char *space = node->ns != NULL && node->ns->href != NULL ? (const char *)node->ns->href : "";
    reading->event(reading->context, 1, (const char *)node->name, space);
    for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        xmlChar *value = p_xmlNodeListGetString(node->doc, attribute->children, 1);
        reading->event(
            reading->context, 2, (const char *)attribute->name, value == NULL ? "" : (const char *)value);
        if (value != NULL) (*p_free)(value);
    }
}

static void reference(xmlNode *node, nd_xml_reading *reading) {
    const xmlEntity *entity = (const xmlEntity *)node->children;
    int isKnown =
        entity != NULL && entity->etype == XML_INTERNAL_GENERAL_ENTITY && entity->content != NULL;
    if (isKnown) reading->expanded += strlen((const char *)entity->content);
    if (isKnown && reading->expanded <= 1u << 20) {
        reading->event(reading->context, 6, "", (const char *)entity->content);
        return;
    }
    note(reading, (int)node->line,
         isKnown ? "the entities are too large" : "an entity is defined outside of the document");
    reading->event(reading->context, 3, "", "&");
    reading->event(reading->context, 3, "", (const char *)node->name);
    reading->event(reading->context, 3, "", ";");
}

const char *nd_xml_read(const char *bytes, size_t count, nd_markup_event event, void *context) {
    load_once();
    if (problem != NULL) return problem;
    if (count > 1u << 30) return "the document is larger than 1 GB";
    xmlParserCtxt *parser = p_xmlNewParserCtxt();
    if (parser == NULL) return "there is too little memory";
    nd_xml_reading reading = {.event = event, .context = context};
    parser->_private = &reading;
    if (parser->sax != NULL) parser->sax->serror = (xmlStructuredErrorFunc)on_error;
    // No network, no entities from elsewhere, no messages; what precedes an error is read.
    xmlDoc *document = p_xmlCtxtReadMemory(
        parser, bytes, (int)count, NULL, "UTF-8",
        XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_NOCDATA);
    int isWellFormed = parser->wellFormed;
    p_xmlFreeParserCtxt(parser);
    xmlNode *root = document == NULL ? NULL : p_xmlDocGetRootElement(document);
    if (!isWellFormed || root == NULL) note(&reading, 1, "there is no element in it");
    for (xmlNode *node = root; node != NULL;) {
        if (node->type == XML_ELEMENT_NODE) begin_element(node, &reading);
        if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content != NULL)
            event(context, 3, "", (const char *)node->content);
        if (node->type == XML_ENTITY_REF_NODE) reference(node, &reading);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        for (;;) {
            if (node->type == XML_ELEMENT_NODE) event(context, 4, (const char *)node->name, "");
            if (node == root || node->next != NULL) break;
            node = node->parent;
        }
        node = node == root ? NULL : node->next;
    }
    if (document != NULL) p_xmlFreeDoc(document);
    if (reading.message[0] != 0) {
        char line[24];
        snprintf(line, sizeof line, "%d", reading.line);
        event(context, 5, reading.message, line);
    }
    return NULL;
}

int nd_markup_entity(const char *name) {
    load_once();
    if (problem != NULL) return 0;
    const htmlEntityDesc *entity = p_htmlEntityLookup((const xmlChar *)name);
    return entity == NULL ? 0 : (int)entity->value;
}
