// SPDX-License-Identifier: Apache-2.0
#include "generate_names.h"

#include <stdio.h>

#define PICK(random, list)                                                                         \
    (list)[qg_random_between(random, 0, (int)(sizeof(list) / sizeof((list)[0])) - 1)]

// A Kazakh surname's stem takes -ов/-ова, a father's name -ұлы/-қызы.
static const char *const kazakh_surnames[] = {
    "Ақжолов",    "Әбдірахманов", "Байсейітов", "Бекжанов",    "Дәуренов",   "Ерғалиев",
    "Жансейітов", "Жұмағұлов",    "Иманбеков",  "Қарабаев",    "Қасенов",    "Құлмағамбетов",
    "Мұсабеков",  "Нұрпейісов",   "Оңғарбаев",  "Өтегенов",    "Рақымжанов", "Сәрсембаев",
    "Тәжібаев",   "Түсіпбеков",   "Үсенов",     "Шәймерденов", "Ыбыраев",    "Хамзин",
};
static const char *const kazakh_men[] = {
    "Айдос", "Алмас",  "Асқар", "Әділет", "Бауыржан", "Болат",  "Ғабит",  "Дәурен", "Ерлан",
    "Жанат", "Қайрат", "Мұрат", "Нұрлан", "Олжас",    "Рүстем", "Санжар", "Тимур",  "Ұлан",
};
static const char *const kazakh_women[] = {
    "Айгүл",  "Айжан",  "Әсел",   "Ботагөз", "Гүлнәр", "Дана",     "Жанар", "Жұлдыз", "Қарлығаш",
    "Ләззат", "Мәдина", "Назгүл", "Перизат", "Сәуле",  "Толғанай", "Ұлжан", "Шынар",  "Індіра",
};
static const char *const kazakh_fathers[] = {
    "Амангелді", "Әбілқас", "Бейбіт",  "Дүйсен", "Есен",  "Жақсылық", "Қуаныш",
    "Марат",     "Нығмет",  "Өмірбек", "Сейіт",  "Серік", "Тұрсын",   "Һамит",
};
static const char *const russian_surnames[] = {
    "Белозёров", "Ведерников", "Горшенин",  "Дробышев",  "Ермилов", "Заварзин",  "Игнашев",
    "Кочетов",   "Лузгин",     "Мещеряков", "Нечаев",    "Останин", "Плотников", "Рогожин",
    "Стрельцов", "Тимашев",    "Хворостов", "Черемисин", "Шабалин", "Юрасов",
};
static const char *const russian_men[] = {
    "Алексей", "Вадим",  "Виктор", "Григорий", "Денис", "Евгений", "Игорь",
    "Кирилл",  "Леонид", "Максим", "Павел",    "Роман", "Сергей",  "Юрий",
};
static const char *const russian_women[] = {
    "Алла",    "Валентина", "Галина", "Дарья", "Елена",    "Инна",    "Ксения",
    "Людмила", "Марина",    "Нина",   "Ольга", "Светлана", "Татьяна", "Юлия",
};
// Stems that take -ович and -овна.
static const char *const russian_fathers[] = {
    "Александр", "Борис",  "Виктор", "Иван",   "Леонид",
    "Кирилл",    "Максим", "Роман",  "Степан", "Фёдор",
};

static const char *const institutions[QG_INSTITUTIONS] = {
    "ГУ «Центр анализа общественного согласия «Алау»",
    "ГУ «Институт медиамониторинга «Көкжиек»",
    "ГУ «Республиканский архив эфирных записей «Үн»",
    "ГУ «Центр поддержки молодёжных инициатив «Самал»",
    "ГУ «Дом семейного просвещения «Шаңырақ»",
    "ГУ «Дирекция гражданских форумов «Мәслихат-Диалог»",
    "ГУ «Центр языковых коммуникаций «Тілдес»",
    "ГУ «Учебный центр пресс-служб «Қаламгер»",
    "ГУ «Бюро социологических опросов «Өлшем»",
    "ГУ «Служба волонтёрских проектов «Қайырым»",
    "ГУ «Музей печати и книги «Әріп»",
    "ГУ «Центр цифровых публикаций «Парақ»",
};
static const char *const places[QG_INSTITUTIONS] = {
    "г. Нур-Султан, зал 204",     "г. Алматы, конференц-зал",    "г. Алматы, кабинет 12",
    "г. Шымкент, малый зал",      "г. Қарағанды, зал заседаний", "г. Павлодар, кабинет 7",
    "г. Түркістан, зал «Мирас»",  "г. Орал, кабинет 31",         "г. Ақтөбе, зал 3",
    "г. Қостанай, зал заседаний", "г. Семей, читальный зал",     "г. Тараз, кабинет 118",
};
static const char *const head_titles[] = {"Директор", "Начальник", "Генеральный директор"};
static const char *const deputy_titles[] = {
    "Заместитель директора", "Заместитель начальника по общим вопросам", "Директордың орынбасары"};
static const char *const specialist_titles[] = {
    "Главный специалист", "Ведущий специалист", "Эксперт",     "Старший инженер", "Бухгалтер",
    "Бас маман",          "Редактор",           "Методист",    "Юрисконсульт",    "Аналитик",
    "Жетекші сарапшы",    "Архивист",           "Программист",
};
static const char *const units[] = {
    "Отдел мониторинга",  "Отдел аналитики",
    "Финансовый отдел",   "Ақпарат бөлімі",
    "Отдел изданий",      "Отдел цифровых сервисов",
    "Юридический сектор", "Отдел методической работы",
    "Талдау бөлімі",      "Отдел международных связей",
};
static const char *const schools[] = {
    "Сарыаркинский гуманитарный институт", "Жетісу мемлекеттік институты",
    "Иртышский технический университет",   "Академия управления «Дала»",
    "Арал педагогикалық институты",        "Приуральский экономический институт",
};
static const char *const studies[] = {
    "журналистика; курсы повышения квалификации", "әлеуметтану; біліктілікті арттыру курстары",
    "информационные системы; переподготовка",     "государственное управление; магистр",
    "қазақ тілі мен әдебиеті; курстар",           "финансы; повышение квалификации",
};
static const char *const appraisals[] = {
    "Обязанности исполняет полно и в срок; план работы выполнен, замечаний по документам нет.",
    "Қызметтік міндеттерін уақтылы орындайды, бастамашыл, ұжыммен жұмыс істей біледі.",
    "Знает нормативную базу, самостоятельно готовит материалы, отвечает за результат отдела.",
    "Работу выполняет добросовестно; следует улучшить планирование и сроки согласований.",
    "Жұмыс нәтижелері жоспарға сай, құжат айналымы тәртібін сақтайды.",
};
static const char *const advice_fit[] = {
    "Соответствует занимаемой должности; продолжить повышение квалификации.",
    "Атқаратын лауазымына сай; біліктілік курстарына жіберу ұсынылады.",
    "Соответствует; включить в план наставничества на следующий год.",
};
static const char *const advice_recertify[] = {
    "Назначить повторную аттестацию: ответы по нормативной базе неполны.",
    "Қайта аттестаттау: қызметтік нұсқаулықты білу деңгейі жеткіліксіз.",
};
static const char *const advice_unfit[] = {
    "Не соответствует занимаемой должности: на повторной аттестации ответы неудовлетворительны.",
};

static void kazakh_name(char *out, size_t size, struct qg_random *random, bool female) {
    const char *surname = PICK(random, kazakh_surnames);
    const char *given = female ? PICK(random, kazakh_women) : PICK(random, kazakh_men);
    const char *father = PICK(random, kazakh_fathers);
    (void)snprintf(out, size, "%s%s %s %s%s", surname, female ? "а" : "", given, father,
                   female ? "қызы" : "ұлы");
}

static void russian_name(char *out, size_t size, struct qg_random *random, bool female) {
    const char *surname = PICK(random, russian_surnames);
    const char *given = female ? PICK(random, russian_women) : PICK(random, russian_men);
    const char *father = PICK(random, russian_fathers);
    (void)snprintf(out, size, "%s%s %s %s%s", surname, female ? "а" : "", given, father,
                   female ? "овна" : "ович");
}

void qg_names_person(char *out, size_t size, struct qg_random *random, enum qg_sex sex) {
    if (qg_random_permille(random, 700))
        kazakh_name(out, size, random, sex == QG_FEMALE);
    else
        russian_name(out, size, random, sex == QG_FEMALE);
}

const char *qg_names_institution(int number) {
    return institutions[number];
}

const char *qg_names_ministry(void) {
    return "Министерство информации и общественного развития Республики Казахстан";
}

const char *qg_names_title(struct qg_random *random, enum qg_track track) {
    if (track == QG_HEAD)
        return PICK(random, head_titles);
    return track == QG_DEPUTY ? PICK(random, deputy_titles) : PICK(random, specialist_titles);
}

const char *qg_names_unit(struct qg_random *random, enum qg_track track) {
    return track == QG_SPECIALIST ? PICK(random, units) : "Руководство";
}

const char *qg_names_school(struct qg_random *random) {
    return PICK(random, schools);
}

const char *qg_names_studies(struct qg_random *random) {
    return PICK(random, studies);
}

const char *qg_names_appraisal(struct qg_random *random) {
    return PICK(random, appraisals);
}

const char *qg_names_recommendation(struct qg_random *random, enum qg_word decision) {
    if (decision == QG_FIT)
        return PICK(random, advice_fit);
    return decision == QG_RECERTIFY ? PICK(random, advice_recertify) : PICK(random, advice_unfit);
}

const char *qg_names_place(int institution) {
    return places[institution];
}
