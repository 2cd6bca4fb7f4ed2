#include "CMarkup.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <pthread.h>

#define FUNCTIONS(X) X(htmlReadMemory) X(xmlReadMemory) X(xmlFreeDoc) X(xmlNodeListGetString) X(xmlDocGetRootElement)
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

const char *nd_markup_read(
    const char *bytes, size_t count, int is_html, const char *encoding, nd_markup_event event, void *context) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    if (problem != NULL) return problem;
    if (count > 100u << 20) return "the page is larger than 100 MB";
    // No network, no entities from elsewhere, no messages.
    xmlDoc *document = is_html
        ? p_htmlReadMemory(bytes, (int)count, NULL, encoding,
              HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET)
        : p_xmlReadMemory(bytes, (int)count, NULL, encoding,
              XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
    if (document == NULL) return is_html ? "this is no web page" : "this is no well-formed XML";
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
