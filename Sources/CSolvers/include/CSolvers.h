#ifndef WFM_CSOLVERS_H
#define WFM_CSOLVERS_H
#endif
